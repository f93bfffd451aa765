"""PowerPoint: plan (which slide, which placeholder), write and read."""
