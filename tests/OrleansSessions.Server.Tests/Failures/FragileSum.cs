namespace OrleansSessions.Server.Tests;

[GenerateSerializer, Immutable, Alias("tests.fragile-sum")]
internal readonly record struct FragileSum([property: Id(0)] int Sum, [property: Id(1)] FragilePlace Breaks);
