"""The «fiche d'orientation»: what was found for a project, as a PDF and a calendar, kept for a limited time."""
