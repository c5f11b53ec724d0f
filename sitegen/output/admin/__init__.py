"""The editing screen at /admin/: Sveltia CMS, set up from the same models as everything else."""
