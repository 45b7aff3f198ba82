"""What the page of an incident draws: numbers, times, places, origins. Pure: claims in, numbers for an SVG out."""
