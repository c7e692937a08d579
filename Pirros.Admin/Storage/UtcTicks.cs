using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Pirros.Admin.Storage;

/// <summary>Keeps a moment as ticks of 100 ns in UTC since year 1.</summary>
internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
