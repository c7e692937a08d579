using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Tests.Components.Fakes;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components.Shared;

public sealed class SharedComponentTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(ConnectionState.Healthy, "Healthy", "pill-good")]
    [InlineData(ConnectionState.Waiting, "Waiting", "pill-info")]
    [InlineData(ConnectionState.Attention, "Attention", "pill-attention")]
    [InlineData(ConnectionState.Failing, "Failing", "pill-bad")]
    [InlineData(ConnectionState.Off, "Off", "pill-quiet")]
    public void Pill_of_a_connection_has_its_word_colour_and_icon(ConnectionState state, string word, string tone) => AssertPill(PillLook.Of(state), word, tone);

    [Theory]
    [InlineData(TokenState.Active, "Active", "pill-good")]
    [InlineData(TokenState.Grace, "Grace period", "pill-attention")]
    [InlineData(TokenState.Expired, "Expired", "pill-quiet")]
    [InlineData(TokenState.Revoked, "Revoked", "pill-quiet")]
    public void Pill_of_a_token_has_its_word_colour_and_icon(TokenState state, string word, string tone) => AssertPill(PillLook.Of(state), word, tone);

    [Theory]
    [InlineData(201, "pill-good")]
    [InlineData(400, "pill-attention")]
    [InlineData(401, "pill-bad")]
    [InlineData(429, "pill-attention")]
    [InlineData(500, "pill-bad")]
    public void Pill_of_an_answer_has_its_number_and_colour(int status, string tone)
        => AssertPill(PillLook.OfStatus(status), status.ToString(System.Globalization.CultureInfo.InvariantCulture), tone);

    [Fact]
    public void Value_row_of_a_long_value_truncates_the_middle_to_the_eye_only()
    {
        const string value = "https://harbor-lane.us.auth0.com/scim/v2/connections/con-7k2m9q4x1v8c3n5t";
        var row = _portal.Render<ValueRow>(p => p.Add(r => r.Label, "Tenant URL").Add(r => r.Value, value));
        var text = row.Find("[data-value]");
        Assert.Equal(value, text.TextContent);
        Assert.Equal("1v8c3n5t", row.Find(".value-tail").TextContent[^8..]);
        Assert.Equal("0", text.GetAttribute("tabindex"));
        Assert.Equal(row.Find(".value-label").Id, text.GetAttribute("aria-labelledby"));
    }

    [Fact]
    public void Value_row_holds_the_whole_value_in_its_copy_button()
    {
        var row = _portal.Render<ValueRow>(p => p.Add(r => r.Label, "Tenant URL").Add(r => r.Value, "https://example.test/scim"));
        var copy = row.Find("button[data-copy]");
        Assert.Equal("https://example.test/scim", copy.GetAttribute("data-copy"));
        Assert.Equal("Copy Tenant URL", copy.GetAttribute("aria-label"));
        Assert.Equal("status", row.Find("[data-copy-status]").GetAttribute("role"));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Value_row_offers_a_QR_code_only_when_asked_to(bool qr, int buttons)
        => Assert.Equal(buttons, _portal.Render<ValueRow>(p => p.Add(r => r.Label, "Tenant URL").Add(r => r.Value, "x").Add(r => r.Qr, qr)).FindAll(".qr button").Count);

    [Fact]
    public async Task Qr_button_when_pressed_shows_a_code_with_its_value_in_words_and_Escape_hides_it()
    {
        var popovers = _portal.Render<MudPopoverProvider>();
        var button = _portal.Render<QrButton>(p => p.Add(b => b.Label, "Tenant URL").Add(b => b.Value, "https://example.test/scim"));
        await button.Find("button").ClickAsync(new());
        popovers.WaitForElement("svg[role=img][aria-label='QR code of Tenant URL: https://example.test/scim']");
        Assert.Equal("true", button.Find("button").GetAttribute("aria-expanded"));
        await button.Find(".qr").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Escape" });
        Assert.Equal("false", button.Find("button").GetAttribute("aria-expanded"));
    }

    [Fact]
    public void Relative_time_says_the_distance_and_holds_the_exact_time_for_hover_and_focus()
    {
        var time = _portal.Render<RelativeTime>(p => p.Add(t => t.At, _portal.Now.AddSeconds(-12)));
        Assert.Equal("12 s ago", time.Find("[data-when=relative]").TextContent);
        Assert.Equal("Mon, 23 Nov 2026, 13:04:48 UTC", time.Find("[role=tooltip]").TextContent);
        Assert.Equal("2026-11-23T13:04:48.000Z", time.Find("time").GetAttribute("datetime"));
        Assert.Equal("0", time.Find("time").GetAttribute("tabindex"));
    }

    [Theory]
    [InlineData(-0.2, "now")]
    [InlineData(-59, "59 s ago")]
    [InlineData(-61, "1 min ago")]
    [InlineData(-7200, "2 h ago")]
    [InlineData(-86400, "1 day ago")]
    [InlineData(86400 * 339, "in 339 days")]
    [InlineData(-86400 * 800, "26 months ago")]
    public void Distance_is_said_in_one_unit(double seconds, string words) => Assert.Equal(words, Words.Relative(_portal.Now.AddSeconds(seconds), _portal.Now));

    [Theory]
    [InlineData(0.2, "< 1 ms")]
    [InlineData(34.4, "34 ms")]
    [InlineData(1240, "1.2 s")]
    public void Duration_has_a_unit(double milliseconds, string words) => Assert.Equal(words, Words.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public async Task Activity_row_when_opened_shows_the_request_and_what_the_answer_said()
    {
        var record = PortalContext.Request(400, ActivityKind.Updated, "Bo Ek", "emails must be strings", _portal.Now.AddSeconds(-5));
        var row = _portal.Render<ActivityRow>(p => p.Add(r => r.Record, record));
        Assert.Contains("Microsoft Entra ID could not update Bo Ek", row.Find(".activity-what").TextContent, StringComparison.Ordinal);
        Assert.Equal("emails must be strings", row.Find(".activity-why").TextContent);
        Assert.DoesNotContain("20.91.147.72", row.Markup, StringComparison.Ordinal);
        await row.Find("button").ClickAsync(new());
        Assert.Equal("true", row.Find("button").GetAttribute("aria-expanded"));
        var details = row.Find(".activity-details").TextContent;
        foreach (var part in new[] { "emails must be strings", "PATCH /Users/2f1c9a7e", "400, after 34 ms", "20.91.147.72", "Microsoft-SCIM-Client/1.0", "pscim_AbCdEf123456…" })
            Assert.Contains(part, details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_row_of_a_change_when_opened_shows_it_attribute_by_attribute_and_the_body_on_lines_of_its_own()
    {
        var record = PortalContext.Request(200, ActivityKind.Updated, "Bo Ek", null, _portal.Now) with
        {
            Details = new ActivityDetails("2f1c9a7e", null, null, null, [new AttributeChange("title", "Engineer", "Lead"), new AttributeChange("nickName", null, "Bo")], """{"title":"Lead","displayName":"Zoë"}"""),
        };
        var row = _portal.Render<ActivityRow>(p => p.Add(r => r.Record, record));
        Assert.Equal("Microsoft Entra ID updated Bo Ek: title, nickName", row.Find(".activity-what").TextContent.Trim());
        await row.Find("button").ClickAsync(new());
        Assert.Equal(["title|Engineer|Lead", "nickName|–|Bo"], row.FindAll(".changes tbody tr").Select(line => string.Join('|', line.Children.Select(cell => cell.TextContent))));
        Assert.Equal("{\n  \"title\": \"Lead\",\n  \"displayName\": \"Zoë\"\n}", row.Find(".body").TextContent.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Activity_row_of_a_refused_request_says_why_its_token_was_not_accepted_and_which_it_was()
    {
        var record = PortalContext.Request(401, ActivityKind.Refused, null, "The token was not accepted.", _portal.Now) with
        {
            Details = ActivityDetails.None with { Refusal = TokenRefusal.Revoked, RefusedToken = new TokenId("XyZaBc123456") },
        };
        var row = _portal.Render<ActivityRow>(p => p.Add(r => r.Record, record));
        Assert.Equal("Microsoft Entra ID was refused: the token was revoked", row.Find(".activity-what").TextContent.Trim());
        await row.Find("button").ClickAsync(new());
        Assert.Contains("Paste the current one into your identity provider.", row.Find(".activity-said").TextContent, StringComparison.Ordinal);
        Assert.Contains("pscim_XyZaBc123456…, not accepted", row.Find(".facts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_card_of_a_token_in_its_grace_says_when_and_why_it_ends()
    {
        var token = _portal.AddToken(with: t => t with { ReplacedAt = _portal.Now, GraceEndsAt = _portal.Now.AddHours(22) });
        var card = _portal.Render<TokenCard>(p => p.Add(c => c.Token, token)).Find("article").TextContent;
        Assert.Contains("Grace period", card, StringComparison.Ordinal);
        Assert.Contains("in 22 h", card, StringComparison.Ordinal);
        Assert.Contains("replaced by a newer one", card, StringComparison.Ordinal);
        Assert.Contains("Never", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_card_of_a_used_token_says_when_from_where_and_by_what()
    {
        var token = _portal.AddToken(use: new TokenUse(_portal.Now.AddSeconds(-12), "20.91.147.72", "Okta SCIM Client 1.0.0"));
        var card = _portal.Render<TokenCard>(p => p.Add(c => c.Token, token)).Find("article").TextContent;
        foreach (var part in new[] { "Active", "pscim_AbCdEf123456…", "20 days ago", "by Mara Quinn", "12 s ago", "20.91.147.72", "Okta SCIM Client 1.0.0", "in 345 days" })
            Assert.Contains(part, card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempt_that_fails_unexpectedly_tells_nothing_of_the_fault()
    {
        var snackbar = _portal.Services.GetRequiredService<ISnackbar>();
        var attempt = new Attempt(snackbar, Microsoft.Extensions.Logging.Abstractions.NullLogger<Attempt>.Instance);
        Assert.False(await attempt.RunAsync(() => throw new InvalidOperationException("SQLite error 5")));
        Assert.Null(attempt.Refused);
        Assert.False(attempt.Busy);
        Assert.DoesNotContain(snackbar.ShownSnackbars, shown => shown.Message?.Contains("SQLite", StringComparison.Ordinal) == true);
        Assert.Single(snackbar.ShownSnackbars);
    }

    [Fact]
    public async Task Attempt_that_runs_already_is_not_started_twice()
    {
        var attempt = new Attempt(null!, Microsoft.Extensions.Logging.Abstractions.NullLogger<Attempt>.Instance);
        var gate = new TaskCompletionSource();
        var runs = 0;
        var first = attempt.RunAsync(() => { runs++; return gate.Task; });
        Assert.False(await attempt.RunAsync(() => { runs++; return Task.CompletedTask; }));
        gate.SetResult();
        Assert.True(await first);
        Assert.Equal(1, runs);
    }

    private void AssertPill(PillLook look, string word, string tone)
    {
        var pill = _portal.Render<StatusPill>(p => p.Add(s => s.Look, look));
        Assert.Equal(word, pill.Find(".pill").TextContent.Trim());
        Assert.Contains(tone, pill.Find(".pill").ClassList);
        Assert.NotNull(pill.Find("svg"));
    }
}
