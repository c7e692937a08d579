using System.Net;
using Pirros.Admin.Connections;
using Pirros.Admin.Limits;

namespace Pirros.Admin.Tests.Limits;

public sealed class FailedAttemptsTests
{
    private static readonly RemoteNetwork Here = RemoteNetwork.Of(IPAddress.Parse("192.0.2.1"));
    private static readonly RemoteNetwork There = RemoteNetwork.Of(IPAddress.Parse("192.0.2.2"));
    private static readonly ConnectionId Connection = ConnectionId.New();

    [Fact]
    public void Attempts_above_those_a_minute_are_refused_until_time_has_passed()
    {
        using var given = new Given(new LimitsOptions { WrongTokensPerMinute = 30 });
        for (var i = 0; i < 30; i++)
            Assert.Null(given.Attempts.Note(Here, Connection));
        Assert.Equal(2, given.Attempts.Note(Here, Connection)!.Seconds);
        given.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(given.Attempts.Note(Here, Connection));
        Assert.NotNull(given.Attempts.Note(Here, Connection));
    }

    [Fact]
    public void Other_networks_and_other_connections_are_counted_by_themselves()
    {
        using var given = new Given(new LimitsOptions { WrongTokensPerMinute = 1 });
        Assert.Null(given.Attempts.Note(Here, Connection));
        Assert.NotNull(given.Attempts.Note(Here, Connection));
        Assert.Null(given.Attempts.Note(There, Connection));
        Assert.Null(given.Attempts.Note(Here, ConnectionId.New()));
        Assert.Null(given.Attempts.Note(Here, default));
    }

    [Fact]
    public void Network_that_tries_many_connections_is_refused()
    {
        using var given = new Given(new LimitsOptions { WrongTokensPerMinuteOfNetwork = 100 });
        for (var i = 0; i < 100; i++)
            Assert.Null(given.Attempts.Note(Here, ConnectionId.New()));
        Assert.NotNull(given.Attempts.Note(Here, ConnectionId.New()));
        Assert.Null(given.Attempts.Note(There, Connection));
    }

    [Fact]
    public void One_client_that_repeats_a_wrong_token_does_not_use_up_what_others_behind_its_address_have()
    {
        using var given = new Given(new LimitsOptions { WrongTokensPerMinute = 5, WrongTokensPerMinuteOfNetwork = 10 });
        for (var i = 0; i < 1_000; i++)
            given.Attempts.Note(Here, Connection);
        Assert.Null(given.Attempts.Note(Here, ConnectionId.New()));
    }

    [Fact]
    public void Memory_is_bounded_whatever_is_guessed_and_given_back_later()
    {
        using var given = new Given(new LimitsOptions());
        for (var i = 0; i < 200_000; i++)
            given.Attempts.Note(new RemoteNetwork((ulong)i, true), new ConnectionId($"con-{i:D16}"));
        Assert.InRange(given.Attempts.Count, 1, 100_000);
        given.Clock.Advance(TimeSpan.FromMinutes(2));
        given.Attempts.RemoveIdle();
        Assert.Equal(0, given.Attempts.Count);
    }
}
