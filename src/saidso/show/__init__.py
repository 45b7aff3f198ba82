"""What leaves the house: screens, pages, exports, notebooks; all past the guard but at the desk."""

from saidso.show.notebook import bind

bind()
