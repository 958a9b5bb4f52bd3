"""What the sample page shows, set by other programs, and pictures of each point beside ours."""
