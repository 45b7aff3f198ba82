"""The frozen records that every room shares."""
