using System.Text;
using Microsoft.Data.Sqlite;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Guides;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.E2E;

/// <summary>A firm whose pages are full: what is looked at in the tests of pages.</summary>
internal static class HarborLane
{
    private static readonly Actor Mara = new(ActorKind.TenantAdmin, "demo|mara-quinn", "Mara Quinn", new TenantId("harbor-lane"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Fills a new installation. Gives its connections with Entra ID, which has users, groups and requests, and with Okta, which has none.</summary>
    public static async Task<(ConnectionId Entra, ConnectionId Okta)> FillAsync(TestApp app, string origin)
    {
        await app.Get<TenantService>().CreateAsync(TestApp.Operator, "harbor-lane", "Harbor & Lane Architects", Cancel);
        await app.Get<TenantService>().CreateAsync(TestApp.Operator, "keystone-structural", "Keystone Structural", Cancel);
        var made = await app.ConnectionAsync("harbor-lane");
        await app.Get<ConnectionService>().RenameAsync(TestApp.Operator, made.Connection.Id, "Head office", Cancel);
        var okta = await app.ConnectionAsync("harbor-lane", IdentityProvider.Okta);
        AttributeDeclaration[] attributes =
        [
            new() { Name = "badgeNumber" },
            new() { Name = "studios", MultiValued = true },
            new() { Name = "startDate", Type = AttributeType.DateTime },
            new() { Name = "desk", Type = AttributeType.Complex, SubAttributes = [new() { Name = "room" }, new() { Name = "seat", Type = AttributeType.Integer }] },
        ];
        await app.Get<DeclaredSchemaService>().DeclareAsync(TestApp.Operator, made.Connection.Id, new DeclaredSchema("urn:ietf:params:scim:schemas:extension:harborlane:2.0:User", "User", attributes), Cancel);
        using var client = new HttpClient { BaseAddress = new Uri($"{origin}/scim/v2/connections/{made.Connection.Id}/") };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {made.Secret}");
        await client.GetAsync("Users?filter=userName+eq+\"6f0d3a0e-1b2c-4d5e-8f90-aabbccddeeff\"", Cancel);
        string[] names = ["Ana Lima", "Tomasz Wójcik", "Priya Raghunathan-Venkataraman of the Northern Studio", "Declan O'Rourke", "Mei-Ling Zhao", "Henrik Sørensen"];
        string first = "", last = "";
        foreach (var name in names)
        {
            var response = await client.PostAsync("Users", Json(Person(name)), Cancel);
            last = response.Headers.Location!.ToString();
            first = first.Length == 0 ? last.Split('/')[^1] : first;
        }

        await client.PostAsync("Groups", Json($$"""{"displayName":"Waterfront studio","externalId":"8c3c1f1e-4d5b-4b7e-9a55-0f6f2f5f0b11","members":[{"value":"{{first}}"},{"value":"{{last.Split('/')[^1]}}"}]}"""), Cancel);

        await client.PostAsync("Users", Json("""{"userName":"ana@harborlane.example"}"""), Cancel);
        await client.PatchAsync(last, Json("""{"Operations":[{"op":"Replace","path":"active","value":"False"}]}"""), Cancel);
        await client.PostAsync("Users", Json("""{"userName":"bo@harborlane.example","name":{"givenName":"Bo","familyName":"Ek"},"surname":"Ek","active":"True","emails":[{"type":"work","value":"bo@harborlane.example"}]}"""), Cancel);
        foreach (var step in new[] { "entra-app", "entra-saml", "entra-provisioning" })
            await app.Get<GuideService>().TickAsync(Mara, made.Connection.Id, step, Cancel);
        await AddMonthAsync(app, made.Connection.Id);
        return (made.Connection.Id, okta.Connection.Id);
    }

    /// <summary>Lets a connection hold what goes beyond two people, and its provider deactivate five: two go through, two wait, and one was rejected.</summary>
    public static async Task HoldAsync(TestApp app, string origin, ConnectionId connection)
    {
        var deactivations = app.Get<DeactivationService>();
        var secret = (await app.Get<TokenService>().RotateAsync(TestApp.Operator, connection, TimeSpan.Zero, TokenService.DefaultLifetime, null, Cancel)).Secret;
        await deactivations.SetAsync(Mara, connection, new BrakeSettings(BrakeMode.Hold, 10, 2, 60), Cancel);
        using var client = new HttpClient { BaseAddress = new Uri($"{origin}/scim/v2/connections/{connection}/") };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {secret}");
        List<string> people = [];
        foreach (var name in new[] { "Ingrid Aas", "Rafael Duarte", "Sanna Väisänen-Korhonen of the Bridge and Tunnel Studio", "Timothée Roux", "Ulla Brandt" })
            people.Add((await client.PostAsync("Users", Json(Person(name)), Cancel)).Headers.Location!.ToString());
        foreach (var person in people)
            await client.PatchAsync(person, Json("""{"Operations":[{"op":"replace","value":{"active":false}}]}"""), Cancel);
        await deactivations.RejectAsync(Mara, connection, people[4].Split('/')[^1], Cancel);
    }

    /// <summary>What the plots show of the weeks before today: more requests on working days than on others, and a firm that grew.</summary>
    private static async Task AddMonthAsync(TestApp app, ConnectionId connection)
    {
        await using var database = new SqliteConnection($"Data Source={app.DatabaseFile}");
        await database.OpenAsync(Cancel);
        await using var insert = database.CreateCommand();
        insert.CommandText = "INSERT INTO activity_hours(connection_id,hour,requests,refused,failed,deactivated,users,active_users) VALUES($connection,$hour,$requests,0,$failed,0,$users,$active)";
        var now = app.Get<TimeProvider>().GetUtcNow();
        var thisHour = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(now.UtcDateTime.Hour);
        for (var ago = 1; ago < 29 * 24; ago++)
        {
            var hour = thisHour.AddHours(-ago);
            var atWork = hour.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && hour.Hour is >= 7 and < 18;
            var users = ago > 18 * 24 ? 3 : ago > 9 * 24 ? 4 : 6;
            insert.Parameters.Clear();
            insert.Parameters.AddWithValue("$connection", connection.Value);
            insert.Parameters.AddWithValue("$hour", hour.UtcTicks);
            insert.Parameters.AddWithValue("$requests", atWork ? 6 + (ago * 7 % 9) : 2);
            insert.Parameters.AddWithValue("$failed", ago % 61 == 0 ? 1 : 0);
            insert.Parameters.AddWithValue("$users", users);
            insert.Parameters.AddWithValue("$active", ago > 4 * 24 ? users - 1 : users);
            await insert.ExecuteNonQueryAsync(Cancel);
        }
    }

    private static string Person(string name)
    {
        var parts = name.Split(' ');
        var address = $"{parts[0].ToLowerInvariant()}@harborlane.example";
        return $$$"""
            {"userName":"{{{address}}}","displayName":"{{{name}}}","title":"Project Architect","name":{"givenName":"{{{parts[0]}}}","familyName":"{{{parts[^1]}}}" },
             "emails":[{"value":"{{{address}}}","type":"work","primary":true}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Design","employeeNumber":"0412"},
             "urn:ietf:params:scim:schemas:extension:harborlane:2.0:User":{"badgeNumber":"HL-0412","studios":["Waterfront","Campus"]}}
            """;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");
}
