using System.Globalization;
using System.Text;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>A server that can't keep up with its activity drops records, and would look faster than it is: its own counter tells.</summary>
internal static class DroppedActivity
{
    private const string Counter = "pirros_activity_dropped";

    public static long Count(ScimConnection connection)
    {
        connection.SendFromRoot("GET", "/metrics");
        var line = Encoding.UTF8.GetString(connection.Body).Split('\n').FirstOrDefault(l => l.StartsWith(Counter, StringComparison.Ordinal));
        return line is null ? 0 : (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
