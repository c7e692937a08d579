using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Deactivations;

/// <summary>Receipts as they are taken away: a line of CSV or of JSON each. A name is the directory's, and missing where that has the user no more.</summary>
public static class DeactivationExport
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of the columns, as a line.</summary>
    public static string Head { get; } = CsvText.Line("connectionId", "userId", "userName", "name", "deleted", "beyondUsual", "heldSince", "receivedAt", "blockedAt", "deliveredAt", "blockedAfterMs", "deliveredAfterMs");

    /// <summary>A receipt as a line of CSV.</summary>
    public static string CsvLine(ConnectionId connection, DeactivationReceipt receipt, string? userName, string? name) => CsvText.Line(
        connection.Value, receipt.UserId, userName, name, receipt.Deleted ? "true" : "false", receipt.Beyond ? "true" : "false", receipt.HeldSince is { } since ? Moment(since) : null, Moment(receipt.ReceivedAt), Moment(receipt.BlockedAt),
        receipt.DeliveredAt is { } at ? Moment(at) : null, Number(After(receipt, receipt.BlockedAt)), receipt.DeliveredAt is { } then ? Number(After(receipt, then)) : null);

    /// <summary>A receipt as a line of JSON.</summary>
    public static string JsonLine(ConnectionId connection, DeactivationReceipt receipt, string? userName, string? name) => JsonSerializer.Serialize(Shape(connection, receipt, userName, name), Plain) + "\n";

    /// <summary>A receipt as scripts read it.</summary>
    public static object Shape(ConnectionId connection, DeactivationReceipt receipt, string? userName = null, string? name = null) => new
    {
        receipt.Id,
        ConnectionId = connection.Value,
        receipt.UserId,
        UserName = userName,
        Name = name,
        receipt.Deleted,
        BeyondUsual = receipt.Beyond,
        HeldSince = receipt.HeldSince is { } since ? Moment(since) : null,
        ReceivedAt = Moment(receipt.ReceivedAt),
        BlockedAt = Moment(receipt.BlockedAt),
        DeliveredAt = receipt.DeliveredAt is { } at ? Moment(at) : null,
        BlockedAfterMs = After(receipt, receipt.BlockedAt),
        DeliveredAfterMs = receipt.DeliveredAt is { } then ? After(receipt, then) : (double?)null,
    };

    private static double After(DeactivationReceipt receipt, DateTimeOffset moment) => Math.Round((moment - receipt.ReceivedAt).TotalMilliseconds, 3);

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
