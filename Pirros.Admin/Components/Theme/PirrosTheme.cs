using MudBlazor;

namespace Pirros.Admin.Components.Theme;

/// <summary>
/// Colours, type and radius, once. Both palettes are written into every page as CSS variables, the dark one under <c>:root[data-theme=dark]</c>, and the
/// browser picks one before it paints: no wrong theme flashes up while the server is asked.
/// </summary>
internal static class PirrosTheme
{
    private const string DarkScope = ":root[data-theme=dark]";
    private static readonly string[] Sans = ["Inter Variable", "system-ui", "sans-serif"];

    public static MudTheme Light { get; } = Create(":root");

    public static MudTheme Dark { get; } = Create(DarkScope);

    private static MudTheme Create(string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        PaletteLight = LightPalette,
        PaletteDark = DarkPalette,
        Typography = Type,
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "56px" },

        // Borders carry the edges; nothing floats on a shadow.
        Shadows = new Shadow { Elevation = [.. Enumerable.Repeat("none", 26)] },
    };

    private static PaletteLight LightPalette => new()
    {
        Black = "#0F172A",
        Primary = "#0F766E",
        PrimaryContrastText = "#FFFFFF",
        Secondary = "#475569",
        SecondaryContrastText = "#FFFFFF",
        Info = "#1D4ED8",
        Success = "#15803D",
        Warning = "#B45309",
        Error = "#B91C1C",
        ErrorContrastText = "#FFFFFF",
        Dark = "#0F172A",
        TextPrimary = "#0F172A",
        TextSecondary = "#475569",
        TextDisabled = "#64748B",
        ActionDefault = "#475569",
        ActionDisabled = "#94A3B8",
        ActionDisabledBackground = "#E2E8F0",
        Background = "#F8FAFC",
        BackgroundGray = "#F1F5F9",
        Surface = "#FFFFFF",
        AppbarBackground = "#FFFFFF",
        AppbarText = "#0F172A",
        DrawerBackground = "#F8FAFC",
        DrawerText = "#475569",
        DrawerIcon = "#475569",
        LinesDefault = "#E2E8F0",
        LinesInputs = "#7C8AA0",
        TableLines = "#E2E8F0",
        TableHover = "#F1F5F9",
        Divider = "#E2E8F0",
        DividerLight = "#F1F5F9",
        Skeleton = "#E2E8F0",
        OverlayDark = "rgba(15,23,42,0.45)",
    };

    private static PaletteDark DarkPalette => new()
    {
        Black = "#0B1220",
        Primary = "#5EEAD4",
        PrimaryContrastText = "#042F2E",
        Secondary = "#A7B4C8",
        SecondaryContrastText = "#0B1220",
        Info = "#93C5FD",
        InfoContrastText = "#0B1220",
        Success = "#4ADE80",
        SuccessContrastText = "#0B1220",
        Warning = "#FBBF24",
        WarningContrastText = "#0B1220",
        Error = "#F87171",
        ErrorContrastText = "#0B1220",
        Dark = "#1B2638",
        TextPrimary = "#E7EDF6",
        TextSecondary = "#A7B4C8",
        TextDisabled = "#7C8AA0",
        ActionDefault = "#A7B4C8",
        ActionDisabled = "#64748B",
        ActionDisabledBackground = "#1F2A3D",
        Background = "#0B1220",
        BackgroundGray = "#0E1726",
        Surface = "#111A2B",
        AppbarBackground = "#111A2B",
        AppbarText = "#E7EDF6",
        DrawerBackground = "#0B1220",
        DrawerText = "#A7B4C8",
        DrawerIcon = "#A7B4C8",
        LinesDefault = "#243147",
        LinesInputs = "#6B7A93",
        TableLines = "#243147",
        TableHover = "#162135",
        Divider = "#243147",
        DividerLight = "#1B2638",
        Skeleton = "#243147",
        OverlayDark = "rgba(2,6,16,0.65)",
    };

    private static Typography Type => new()
    {
        Default = new DefaultTypography { FontFamily = Sans, FontSize = "0.875rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
        H1 = new H1Typography { FontFamily = Sans, FontSize = "1.75rem", FontWeight = "600", LineHeight = "1.25", LetterSpacing = "-0.02em" },
        H2 = new H2Typography { FontFamily = Sans, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "-0.01em" },
        H3 = new H3Typography { FontFamily = Sans, FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal" },
        H6 = new H6Typography { FontFamily = Sans, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "-0.01em" },
        Subtitle1 = new Subtitle1Typography { FontFamily = Sans, FontSize = "1rem", FontWeight = "500", LineHeight = "1.5", LetterSpacing = "normal" },
        Body1 = new Body1Typography { FontFamily = Sans, FontSize = "0.875rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
        Body2 = new Body2Typography { FontFamily = Sans, FontSize = "0.875rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
        Button = new ButtonTypography { FontFamily = Sans, FontSize = "0.875rem", FontWeight = "500", LineHeight = "1.25rem", LetterSpacing = "normal", TextTransform = "none" },
        Caption = new CaptionTypography { FontFamily = Sans, FontSize = "0.75rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
    };
}
