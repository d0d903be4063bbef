using MudBlazor;

namespace OrleansSessions.Host.Page;

/// <summary>What the components look like; the colours of the dark theme are in page.css, so that a page is dark from its first moment.</summary>
internal static class PageTheme
{
    private static readonly string[] Font = ["system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Liberation Sans", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        Typography = new Typography { Default = { FontFamily = Font, FontSize = "0.9375rem" }, Button = { FontFamily = Font, TextTransform = "none", FontWeight = "600" } },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
    };
}
