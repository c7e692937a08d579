using System.Globalization;
using System.Text;
using QRCoder;

namespace Pirros.Admin.Components.Shared;

/// <summary>A QR code as one SVG path, quiet zone included: a few kilobytes on the circuit where a rectangle for each module takes many.</summary>
/// <param name="Size">Modules along an edge.</param>
/// <param name="Path">The dark modules.</param>
internal sealed record QrCode(int Size, string Path)
{
    public static QrCode Empty { get; } = new(0, "");

    public static QrCode Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            var row = data.ModuleMatrix[y];
            for (var x = 0; x < row.Count; x++)
            {
                if (!row[x])
                    continue;
                var from = x;
                while (x + 1 < row.Count && row[x + 1])
                    x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from + 1}v1H{from}z");
            }
        }

        return new QrCode(data.ModuleMatrix.Count, path.ToString());
    }
}
