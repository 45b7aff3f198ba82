"""What every page of the web app stands in: doors, sessions, accounts, catalogues, and the desk a page works at."""
