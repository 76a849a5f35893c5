"""Regions cut and joined: several projects in one become a form each, what goes on over grids or pages becomes one."""
