using Microsoft.Extensions.Time.Testing;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Components.Fakes;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Diagnosis;

/// <summary>A connection whose requests and tokens a test lists, with everything that is summed up from them as the product does it.</summary>
public sealed class KnownSync
{
    public static readonly ConnectionId Id = new("con-7k2m9q4x1v8c3n5t");
    public static readonly TokenId CurrentId = new("AbCdEf123456");
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 13, 5, 0, TimeSpan.Zero);
    private readonly PortalData _data = new(new FakeTimeProvider(Now));
    private readonly Connection _connection;

    public KnownSync(IdentityProvider provider = IdentityProvider.EntraId, bool enabled = true, bool withToken = true, long users = 0)
    {
        var tenant = new TenantId("harbor-lane");
        _data.Tenants.Add(new Tenant(tenant, "Harbor & Lane Architects", Now.AddDays(-200)));
        _connection = new Connection(Id, tenant, "Head office", provider, enabled, "urn:x", Now.AddDays(-100));
        _data.Users[Id] = (users, users);
        if (withToken)
            Token();
    }

    public Connection? Other { get; set; }

    public Token Token(string? id = null, Func<Token, Token>? with = null)
    {
        var token = new Token(Id, id is null ? CurrentId : new TokenId(id), Now.AddDays(-20), "Mara Quinn", Now.AddDays(345), null, null, null, new TokenUse(Now.AddMinutes(-1), "20.91.147.72", "Entra"));
        token = with?.Invoke(token) ?? token;
        _data.Tokens.RemoveAll(known => known.Id == token.Id);
        _data.Tokens.Add(token);
        return token;
    }

    public KnownSync Request(ActivityKind what, int status = 200, double minutesAgo = 1, string method = "GET", string path = "/Users/2f1c9a7e", string? subject = null, string? detail = null, ActivityDetails? details = null)
    {
        var at = Now.AddMinutes(-minutesAgo);
        _data.Records.Add(new ActivityRecord(
            Id, Guid.CreateVersion7(at), at, method, path, status, TimeSpan.FromMilliseconds(4), what, subject, detail, what == ActivityKind.Refused ? null : CurrentId, "20.91.147.72", "Entra", 0)
        {
            Details = details ?? ActivityDetails.None,
        });
        return this;
    }

    public KnownSync Created(double minutesAgo = 5) => Request(ActivityKind.Created, 201, minutesAgo, "POST", "/Users", "Ana Lima");

    public KnownSync Refused(TokenRefusal? why, string? token = null, double minutesAgo = 1, string path = "/Users?filter=userName eq \"x\"")
        => Request(ActivityKind.Refused, 401, minutesAgo, path: path, details: new ActivityDetails(null, null, why, token is null ? null : new TokenId(token), [], null));

    public KnownSync Failed(int status, string scimType, string detail, string path, string method = "GET", string? body = null, double minutesAgo = 1)
        => Request(ActivityKind.Other, status, minutesAgo, method, path, detail: detail, details: new ActivityDetails(null, scimType, null, null, [], body));

    /// <summary>A deactivation that waits.</summary>
    public KnownSync Held(string user, double minutesAgo = 1)
    {
        Request(ActivityKind.Other, 429, minutesAgo, "PATCH", $"/Users/{user}");
        _data.Records[^1] = _data.Records[^1] with { IsHeld = true };
        _data.Held.Add(new HeldDeactivation(user, Now.AddMinutes(-minutesAgo), Now.AddMinutes(-minutesAgo), 1, null));
        return this;
    }

    /// <summary>A person decided about all who wait.</summary>
    public KnownSync Decided()
    {
        _data.Held.Clear();
        return this;
    }

    public KnownSync Warned(long people)
    {
        _data.Brake = _data.Brake with { Warning = new BrakeWarning(people, Now.AddMinutes(-30), Now.AddMinutes(-10)) };
        return this;
    }

    public KnownSync CertificateEnds(double days)
    {
        _data.CertificateEndsAt = Now.AddDays(days);
        return this;
    }

    public KnownSync Repeat(int times, Func<KnownSync, int, KnownSync> step)
    {
        for (var i = 0; i < times; i++)
            step(this, i);
        return this;
    }

    public DiagnosisFacts Facts()
    {
        var batch = new ActivityBatch(_data.Records, DiagnosisMarks.Rules);
        return new DiagnosisFacts(
            _data.Summary(_connection),
            [.. _data.Tokens.OrderByDescending(token => token.CreatedAt)],
            [.. batch.Marks.Select(mark => mark.Mark)],
            [.. batch.Hours.Select(hour => hour.Hour)],
            [.. _data.Records.OrderByDescending(record => record.At).Take(200)],
            Now)
        {
            OtherConnection = Other,
        };
    }

    /// <summary>The finding; the state in a list and in the header is the same, whatever it is.</summary>
    public Finding Diagnose()
    {
        var facts = Facts();
        var finding = DiagnosisRules.WorstOf(facts);
        Assert.Equal(facts.Summary.StateAt(Now), finding.State);
        return finding;
    }
}
