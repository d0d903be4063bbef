namespace OrleansSessions.Server.Tests;

[GenerateSerializer, Immutable, Alias("tests.fragile-event")]
internal readonly record struct FragileEvent([property: Id(0)] int Value, [property: Id(1)] FragilePlace Breaks = FragilePlace.None);
