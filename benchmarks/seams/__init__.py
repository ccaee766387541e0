"""Page ends: a lab that paginates one content many ways, and readers compared on tables that go over pages."""
