using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pirros.Admin.Tests.Scim.Http;

/// <summary>Clients that hold a connection without using it are cut off, over real sockets.</summary>
public sealed class SlowClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Body_that_trickles_is_answered_408_and_nothing_is_made_of_it()
    {
        await using var app = TestApp.With(("Limits:SlowSeconds", "2"));
        var (connection, socket) = await ConnectAsync(app);
        using (socket)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"POST {Path(connection)}/Users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {connection.Secret}\r\nContent-Type: application/scim+json\r\nContent-Length: 500\r\n\r\n{{\"userName\":"), Cancel);
            var answer = await ReadToEndAsync(socket);
            Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
            Assert.Contains("arrived too slowly", answer, StringComparison.Ordinal);
        }

        using var client = app.ScimClient(connection);
        Assert.Contains("\"totalResults\":0", await client.GetStringAsync("Users", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_do_not_end_are_answered_408()
    {
        await using var app = TestApp.With(("Limits:HeaderSeconds", "2"));
        var (connection, socket) = await ConnectAsync(app);
        using var _ = socket;
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {Path(connection)}/Users HTTP/1.1\r\nHost: localhost\r\n"), Cancel);
        Assert.StartsWith("HTTP/1.1 408 ", await ReadToEndAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_nobody_reads_are_cut_off_and_their_place_is_free_again()
    {
        await using var app = TestApp.With(("Limits:SlowSeconds", "2"), ("Limits:SlowestBytesPerSecond", "10000000"), ("Limits:TenantRequestsAtOnce", "1"), ("Limits:TenantRequestsWaiting", "1"));
        var (connection, socket) = await ConnectAsync(app);
        using (socket)
        {
            var ask = Encoding.ASCII.GetBytes($"GET {Path(connection)}/Schemas HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {connection.Secret}\r\n\r\n");
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            patience.CancelAfter(Patience);

            // The server stops reading once it can't write, and ends the connection when nothing is taken from it for too long.
            await Assert.ThrowsAnyAsync<SocketException>(async () =>
            {
                while (true)
                    await socket.SendAsync(ask, patience.Token);
            });
        }

        using var client = app.ScimClient(connection);
        using var served = await client.GetAsync("Users", Cancel);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    private static string Path(TestConnection connection) => $"/scim/v2/connections/{connection.Connection.Id}";

    private static async Task<(TestConnection Connection, Socket Socket)> ConnectAsync(TestApp app)
    {
        var origin = new Uri(app.Listen());
        var connection = await app.ConnectionAsync();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8 * 1024 };
        await socket.ConnectAsync(IPAddress.Loopback, origin.Port, Cancel);
        return (connection, socket);
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        var answer = new StringBuilder();
        var buffer = new byte[4 * 1024];
        int read;
        while ((read = await socket.ReceiveAsync(buffer, patience.Token)) > 0)
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        return answer.ToString();
    }
}
