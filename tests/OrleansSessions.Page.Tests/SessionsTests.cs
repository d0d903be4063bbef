using System.Globalization;
using Microsoft.Playwright;
using OrleansSessions.Page.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace OrleansSessions.Page.Tests;

/// <summary>The page of a service that needs no key. The sessionizer trips is on event time with a gap of ten minutes, fast on arrival with one second.</summary>
public sealed class SessionsTests(Chromium chromium, LastingService service) : IClassFixture<LastingService>
{
    private static readonly string[] Sessionizers = ["activity", "fast", "quick", "trips", "visits"];

    [Fact]
    public async Task Open_WithNothingSent_TellsWhatToDo()
    {
        await using var opened = await chromium.OpenAsync(service);
        await Expect(opened.Sessionizers.GetByRole(AriaRole.Button)).ToHaveTextAsync(Sessionizers);
        // Nothing else is sent to it here.
        await opened.SelectAsync("visits");

        await Expect(opened.Page.GetByText("Nothing here yet.")).ToBeVisibleAsync();
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Send an event" }).ClickAsync();

        await Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Send an event" })).ToBeInViewportAsync();
        await opened.KeepAsync("empty");
    }

    [Fact]
    public async Task Send_EventsOfAKey_ShowItsSessionOpenGrowAndClose()
    {
        await using var opened = await chromium.OpenAsync(service);
        await opened.SelectAsync("trips");

        await opened.Page.GetByLabel("Fields, as JSON").FillAsync("""{"n":1500}""");
        await opened.SendAsync("grows", "2026-01-01T12:00:00Z");
        await Expect(opened.Timeline).ToContainTextAsync("1 open with 1 event, 0 closed");
        await opened.SendAsync("grows", "2026-01-01T12:05:00Z");
        await Expect(opened.Timeline).ToContainTextAsync("1 open with 2 events, 0 closed");
        await Expect(opened.Timeline.Locator("li.open")).ToHaveAttributeAsync("title", "2026-01-01 12:00:00, 5 min 0 s, 2 events, open until 2026-01-01 12:15:00");
        await opened.SendAsync("grows", "2026-01-01T13:00:00Z");
        await service.AdvanceWatermarkAsync("trips", DateTimeOffset.Parse("2026-01-01T12:59:55Z", CultureInfo.InvariantCulture));

        await Expect(opened.Timeline).ToContainTextAsync("1 open with 1 event, 1 closed");
        await Expect(opened.ClosedOf("grows")).ToHaveTextAsync(["grows 2026-01-01 12:00:00 5 min 0 s 2 Gap sum_n 3,000"]);
        await Expect(Tile(opened, "Watermark")).ToContainTextAsync("2026-01-01 12:59:55");
        await opened.KeepAsync("sent");
    }

    [Fact]
    public async Task Send_OnTheArrivalClock_ClosesByItself()
    {
        await using var opened = await chromium.OpenAsync(service);
        await opened.SelectAsync("fast");

        await opened.SendAsync("brief");

        await Expect(opened.ClosedOf("brief")).ToHaveCountAsync(1);
        await Expect(Tile(opened, "Closings")).Not.ToContainTextAsync("0 in all");
        await Expect(opened.Page.Locator("dl.reasons div", new() { HasText = "Gap" })).Not.ToHaveClassAsync("none");
    }

    [Theory]
    [InlineData("[1]", "Fields must be a JSON object")]
    [InlineData("{\"a\":", "Fields must be a JSON object")]
    [InlineData("{\"gap\":\"x\"}", "rejected: ")]
    public async Task Send_WhatIsNoEvent_IsToldWhatIsWrong(string fields, string problem)
    {
        await using var opened = await chromium.OpenAsync(service);
        await opened.SelectAsync("quick");

        await opened.Page.GetByLabel("Fields, as JSON").FillAsync(fields);
        await opened.Send.ClickAsync();

        await Expect(opened.Answer).ToContainTextAsync(problem);
    }

    [Fact]
    public async Task Search_AKey_ShowsOnlyItsSessionsUntilAllAreAskedFor()
    {
        await using var opened = await chromium.OpenAsync(service);
        await opened.SelectAsync("quick");
        await opened.SendAsync("one");
        await opened.SendAsync("two");
        await Expect(opened.ClosedOf("one")).ToHaveCountAsync(1);
        await Expect(opened.ClosedOf("two")).ToHaveCountAsync(1);

        var search = opened.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Key to search for" });
        await search.FillAsync("one");
        await search.PressAsync("Enter");
        await Expect(opened.Closed.GetByRole(AriaRole.Button)).ToHaveTextAsync(["one"]);
        await Expect(opened.Timeline).ToContainTextAsync("Sessions of one");
        await Expect(opened.Timeline).ToContainTextAsync("none open, 1 closed");
        await search.FillAsync("nobody");
        await search.PressAsync("Enter");
        await Expect(opened.Page.GetByText("No closed session of nobody was found.")).ToBeVisibleAsync();

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "All keys" }).ClickAsync();
        await Expect(opened.ClosedOf("one")).ToHaveCountAsync(1);
        await Expect(opened.ClosedOf("two")).ToHaveCountAsync(1);
        await opened.Closed.GetByRole(AriaRole.Button, new() { Name = "two" }).ClickAsync();
        await Expect(opened.Closed.GetByRole(AriaRole.Button)).ToHaveTextAsync(["two"]);
    }

    [Fact]
    public async Task Search_ThenAnEventOfAnotherKey_EndsTheSearch()
    {
        await using var opened = await chromium.OpenAsync(service);
        await opened.SelectAsync("quick");
        await opened.SendAsync("searched");
        await opened.ClosedOf("searched").GetByRole(AriaRole.Button).ClickAsync();
        var search = opened.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Key to search for" });
        await Expect(search).ToHaveValueAsync("searched");
        await Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Closed sessions of searched" })).ToBeVisibleAsync();

        await opened.SendAsync("other");

        await Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Latest closed sessions" })).ToBeVisibleAsync();
        await Expect(search).ToHaveValueAsync("");
        await Expect(opened.ClosedOf("other")).ToHaveCountAsync(1);
        await Expect(opened.ClosedOf("searched")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Switch_ToAnotherSessionizer_ShowsItsClockAndItsSessionsOnly()
    {
        await using var opened = await chromium.OpenAsync(service);
        await opened.SelectAsync("activity");
        await Expect(opened.Page.GetByText("On the arrival clock")).ToBeVisibleAsync();
        await opened.SendAsync("lasting");
        await Expect(Tile(opened, "Open sessions")).ToContainTextAsync("of 1 key");

        await opened.SelectAsync("visits");

        await Expect(opened.Page.GetByText("On event time")).ToBeVisibleAsync();
        await Expect(Tile(opened, "Open sessions")).ToContainTextAsync("of 0 keys");
        await Expect(opened.Page.GetByText("lasting")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Hold_TheTable_StandsStillUntilItGoesOn()
    {
        await using var opened = await chromium.OpenAsync(service);
        await opened.SelectAsync("quick");
        await opened.SendAsync("before");
        await Expect(opened.ClosedOf("before")).ToHaveCountAsync(1);

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Hold" }).ClickAsync();
        await opened.SendAsync("during");
        await Expect(opened.Timeline).ToContainTextAsync("Sessions of during");
        await Expect(opened.Timeline).ToContainTextAsync("none open, 1 closed");
        await Expect(opened.ClosedOf("during")).ToHaveCountAsync(0);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();

        await Expect(opened.ClosedOf("during")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Hold_ThenAnotherSessionizer_ShowsThatOne()
    {
        await using var opened = await chromium.OpenAsync(service);
        await opened.SelectAsync("quick");
        await opened.SendAsync("held");
        await Expect(opened.ClosedOf("held")).ToHaveCountAsync(1);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Hold" }).ClickAsync();

        await opened.SelectAsync("visits");

        await Expect(opened.Closed).ToHaveCountAsync(0);
        await Expect(opened.Page.GetByText("No session has closed yet.")).ToBeVisibleAsync();
        await Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Hold" })).ToBeVisibleAsync();
    }

    private static ILocator Tile(OpenedPage opened, string title) =>
        opened.Page.Locator(".tile").Filter(new() { Has = opened.Page.GetByRole(AriaRole.Heading, new() { Name = title }) });
}
