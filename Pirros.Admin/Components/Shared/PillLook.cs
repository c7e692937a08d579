using System.Globalization;
using MudBlazor;
using Pirros.Admin.Connections;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Shared;

/// <summary>Icon, word and colour of a state. The same state looks the same on every page.</summary>
/// <param name="Tone">The colour: good, info, attention, bad or quiet.</param>
/// <param name="Word">The word.</param>
/// <param name="Icon">The icon.</param>
public sealed record PillLook(string Tone, string Word, string Icon)
{
    /// <summary>Of a connection.</summary>
    public static PillLook Of(ConnectionState state) => state switch
    {
        ConnectionState.Healthy => new("good", SharedTexts.Healthy, Icons.Material.Rounded.CheckCircle),
        ConnectionState.Waiting => new("info", SharedTexts.Waiting, Icons.Material.Rounded.HourglassTop),
        ConnectionState.Attention => new("attention", SharedTexts.Attention, Icons.Material.Rounded.Warning),
        ConnectionState.Failing => new("bad", SharedTexts.Failing, Icons.Material.Rounded.Error),
        _ => new("quiet", SharedTexts.Off, Icons.Material.Rounded.PowerSettingsNew),
    };

    /// <summary>Of a token.</summary>
    public static PillLook Of(TokenState state) => state switch
    {
        TokenState.Active => new("good", SharedTexts.Active, Icons.Material.Rounded.CheckCircle),
        TokenState.Grace => new("attention", SharedTexts.GracePeriod, Icons.Material.Rounded.Schedule),
        TokenState.Expired => new("quiet", SharedTexts.Expired, Icons.Material.Rounded.TimerOff),
        _ => new("quiet", SharedTexts.Revoked, Icons.Material.Rounded.Block),
    };

    /// <summary>Of a hand-off link.</summary>
    public static PillLook Of(HandOff handOff) => handOff switch
    {
        { Taken: not null } => new("attention", SharedTexts.SecretTaken, Icons.Material.Rounded.Key),
        { Opened.Count: > 0 } => new("good", SharedTexts.Opened, Icons.Material.Rounded.Visibility),
        _ => new("info", SharedTexts.NotOpened, Icons.Material.Rounded.HourglassTop),
    };

    /// <summary>Of an HTTP answer.</summary>
    public static PillLook OfStatus(int status)
    {
        var number = status.ToString(CultureInfo.InvariantCulture);
        return status switch
        {
            < 400 => new("good", number, Icons.Material.Rounded.Check),
            429 => new("attention", number, Icons.Material.Rounded.Warning),
            401 or 403 or >= 500 => new("bad", number, Icons.Material.Rounded.Close),
            _ => new("attention", number, Icons.Material.Rounded.PriorityHigh),
        };
    }
}
