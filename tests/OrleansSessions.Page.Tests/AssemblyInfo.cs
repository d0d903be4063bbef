using OrleansSessions.Page.Tests.Browsers;

// One browser for all: it takes a second to start.
[assembly: AssemblyFixture(typeof(Chromium))]
