using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Pirros.Admin.Tests;

/// <summary>Hands each log line to a test that waits for it, as "level: message".</summary>
public sealed class ChannelLog<T>(ChannelWriter<string> lines) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => lines.TryWrite($"{logLevel}: {formatter(state, exception)}");
}
