using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Processes;

/// <summary>One provider's sync at full speed against one connection, until the server is killed; and what it was answered.</summary>
internal sealed class CrashSync(string connection, string secret, string group)
{
    private const int Workers = 3;

    /// <summary>Who was made, with what was answered of them last and what was being sent when the server was killed.</summary>
    public ConcurrentDictionary<string, CrashPerson> People { get; } = [];

    /// <summary>How many writes were answered.</summary>
    public int Answered => _answered;

    private int _answered;

    /// <summary>Creates users, changes them, and makes them members, until no answer comes any more.</summary>
    public Task RunAsync(string origin, string round, Action answered) => Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
    {
        using var client = Client(origin);
        try
        {
            for (var i = 0; ; i++)
                await SyncAsync(client, new CrashPerson($"{round}-{worker}-{i}@acme.example"), answered);
        }
        catch (HttpRequestException)
        {
            // The server was killed.
        }
    })));

    /// <summary>Asks again for what was not answered, as a provider does, and compares everything that was.</summary>
    public async Task CheckAsync(string origin)
    {
        using var client = Client(origin);
        var members = Members(await client.GetStringAsync($"Groups/{group}"));
        foreach (var person in People.Values)
        {
            if (person.Id is null)
            {
                using var again = await client.PostAsync("Users", Json(person.ToJson()));
                Assert.True((int)again.StatusCode is 201 or 409, $"The retry for {person.UserName} was answered {again.StatusCode}.");
            }

            var found = JsonNode.Parse(await client.GetStringAsync($"Users?filter={Uri.EscapeDataString($"userName eq \"{person.UserName}\"")}"))!;
            Assert.Equal(1, found["totalResults"]!.GetValue<int>());
            var user = found["Resources"]![0]!;
            if (person.Id is null)
                continue;
            Assert.Equal(person.Id, user["id"]!.GetValue<string>());
            var title = user["title"]?.GetValue<string>();
            Assert.True(title == person.Title || title == person.SentTitle, $"{person.UserName} has the title {title}; answered was {person.Title}, sent {person.SentTitle}.");

            // Of one request everything or nothing.
            Assert.Equal(title is null ? "first" : title, user["emails"]![0]!["value"]!.GetValue<string>().Split('+')[0]);
            if (person.IsMember)
                Assert.Contains(person.Id, members);
        }

        People.Clear();
    }

    private async Task SyncAsync(HttpClient client, CrashPerson person, Action answered)
    {
        People[person.UserName] = person;
        using (var made = await client.PostAsync("Users", Json(person.ToJson())))
            person.Id = JsonNode.Parse(await made.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
        Count(answered);
        foreach (var title in new[] { "second", "third" })
        {
            person.SentTitle = title;
            using var patched = await client.PatchAsync($"Users/{person.Id}", Json(Patch(
                new JsonObject { ["op"] = "replace", ["path"] = "title", ["value"] = title },
                new JsonObject { ["op"] = "replace", ["path"] = "emails", ["value"] = CrashPerson.Emails(title, person.UserName) })));
            patched.EnsureSuccessStatusCode();
            person.Title = title;
            Count(answered);
        }

        using var joined = await client.PatchAsync($"Groups/{group}", Json(Patch(new JsonObject { ["op"] = "add", ["path"] = "members", ["value"] = new JsonArray(new JsonObject { ["value"] = person.Id }) })));
        joined.EnsureSuccessStatusCode();
        person.IsMember = true;
        Count(answered);
    }

    private void Count(Action answered)
    {
        Interlocked.Increment(ref _answered);
        answered();
    }

    private HttpClient Client(string origin)
    {
        var client = new HttpClient { BaseAddress = new Uri($"{origin}/scim/v2/connections/{connection}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    private static HashSet<string> Members(string text) => [.. (JsonNode.Parse(text)!["members"]?.AsArray() ?? []).Select(member => member!["value"]!.GetValue<string>())];

    private static JsonObject Patch(params JsonNode[] operations) => new() { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"), ["Operations"] = new JsonArray(operations) };

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/scim+json");
}
