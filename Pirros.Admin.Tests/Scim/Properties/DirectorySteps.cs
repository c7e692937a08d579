using System.Text.Json;
using CsCheck;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>One thing that a client does.</summary>
internal abstract record DirectoryStep
{
    public abstract Task RunAsync(DirectoryRun run);
}

/// <summary>
/// The steps, each with what it means for a person of the model, and how they come at random. Few names, so that they clash. To add a step: a record, and its
/// line in <see cref="Any"/>.
/// </summary>
internal static class DirectorySteps
{
    private static readonly Gen<string> UserName = Given.OneOf("ana", "Ana", "ANA", "bo", "BO", "çelik", "ÇELIK", "dee 😀", "DEE 😀", "o'neil\\%", "eva", "fay", "gus", "hal", "ida");
    private static readonly Gen<string?> ExternalId = Given.OneOf(null, "1", "1", "a", "A");
    private static readonly Gen<string?> Title = Given.OneOf(null, "Architect", "architect", "Ángel");
    private static readonly Gen<string> Email = Given.OneOf("x@acme.example", "y@acme.example", "z@Home.example");

    // Now and then nobody.
    private static readonly Gen<int> Who = Gen.Int[-1, 12];

    private static readonly Gen<Person> Someone = Gen.Select(
        UserName, ExternalId, Given.OneOf<bool?>(null, null, true, false), Title, Email.Array[0, 2],
        (name, externalId, active, title, emails) => new Person(name, externalId, active, title, [.. emails.Distinct()]));

    public static readonly Gen<DirectoryStep> Any = Gen.Frequency(
        (6, Someone.Select(person => (DirectoryStep)new Create(person))),
        (3, Gen.Select(Who, Someone, Gen.Bool, (who, person, byName) => (DirectoryStep)new Rehire(who, person, byName))),
        (3, Gen.Select(Who, Someone, (who, person) => (DirectoryStep)new Replace(who, person))),
        (4, Gen.Select(Who, Gen.Bool, (who, active) => (DirectoryStep)new Switch(who, active))),
        (1, Who.Select(who => (DirectoryStep)new Unsay(who))),
        (2, Gen.Select(Who, UserName, (who, name) => (DirectoryStep)new Rename(who, name))),
        (2, Gen.Select(Who, ExternalId, Title, (who, externalId, title) => (DirectoryStep)new Describe(who, externalId, title))),
        (2, Gen.Select(Who, Email, (who, email) => (DirectoryStep)new AddEmail(who, email))),
        (1, Gen.Select(Who, Email, (who, email) => (DirectoryStep)new RemoveEmail(who, email))),
        (2, Who.Select(who => (DirectoryStep)new Delete(who))),
        (3, Gen.Select(Given.OneOf("userName", "externalId", "emails.value", "emails"), Gen.OneOf(UserName, Email, ExternalId.Select(id => id ?? "")), Gen.Bool, (by, value, upper) => (DirectoryStep)new Find(by, upper ? value.ToUpperInvariant() : value))),
        (2, Gen.Select(Given.OneOf<bool?>(null, true, false), Gen.Int[1, 8], Gen.Int[0, 5], (active, start, count) => (DirectoryStep)new Page(active, start, count))));

    private static string Json(string? value) => JsonSerializer.Serialize(value);

    private sealed record Create(Person Person) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run) => run.CreateAsync(Person);
    }

    /// <summary>Somebody comes back under the old name, or under a new one with the old externalId.</summary>
    private sealed record Rehire(int Who, Person Person, bool ByName) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run)
        {
            if (run.Model.Users.FirstOrDefault(user => user.Id == run.IdAt(Who)) is not { } former)
                return run.CreateAsync(Person);
            return run.CreateAsync(ByName ? Person with { UserName = former.Person.UserName.ToUpperInvariant() } : Person with { ExternalId = former.Person.ExternalId });
        }
    }

    private sealed record Replace(int Who, Person Person) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run) => run.ReplaceAsync(run.IdAt(Who), Person);
    }

    /// <summary>In Entra ID's older dialect.</summary>
    private sealed record Switch(int Who, bool Active) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run) =>
            run.PatchAsync(run.IdAt(Who), RandomPatches.Text("Replace", "active", $"\"{Active}\""), person => person with { Active = Active });
    }

    /// <summary>Nothing is said any more: who was active still is, and nobody comes back by it.</summary>
    private sealed record Unsay(int Who) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run) =>
            run.PatchAsync(run.IdAt(Who), RandomPatches.Text("remove", "active", null), person => person with { Active = person.Active == false ? false : null });
    }

    private sealed record Rename(int Who, string UserName) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run) =>
            run.PatchAsync(run.IdAt(Who), RandomPatches.Text("replace", null, $"{{\"userName\":{Json(UserName)}}}"), person => person with { UserName = UserName });
    }

    private sealed record Describe(int Who, string? ExternalId, string? Title) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run)
        {
            var title = Title is null ? RandomPatches.Text("remove", "title", null) : RandomPatches.Text("add", "title", Json(Title));
            return run.PatchAsync(
                run.IdAt(Who), $"{RandomPatches.Text("replace", "externalId", Json(ExternalId))},{title}", person => person with { ExternalId = ExternalId, Title = Title });
        }
    }

    private sealed record AddEmail(int Who, string Email) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run) => run.PatchAsync(
            run.IdAt(Who),
            RandomPatches.Text("add", "emails", $"[{{\"value\":{Json(Email)}}}]"),
            person => person.Emails.Contains(Email) ? person : person with { Emails = [.. person.Emails, Email] });
    }

    private sealed record RemoveEmail(int Who, string Email) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run) => run.PatchAsync(
            run.IdAt(Who),
            RandomPatches.Text("remove", $"emails[value eq {Json(Email)}]", null),
            person => person with { Emails = [.. person.Emails.Where(email => email != Email)] });
    }

    private sealed record Delete(int Who) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run) => run.DeleteAsync(run.IdAt(Who));
    }

    private sealed record Find(string By, string Value) : DirectoryStep
    {
        // An externalId is compared with its case, the rest without; empty text means that there is none.
        public override Task RunAsync(DirectoryRun run) => run.PageAsync($"{By} eq {Json(Value)}", person => By switch
        {
            "userName" => person.UserName.Equals(Value, StringComparison.OrdinalIgnoreCase),
            "externalId" => (person.ExternalId ?? "") == Value,
            _ => Value.Length == 0 ? person.Emails.Count == 0 : person.Emails.Contains(Value, StringComparer.OrdinalIgnoreCase),
        }, 1, 100);
    }

    /// <summary>A page of all, or of those that are active, or not.</summary>
    private sealed record Page(bool? Active, int Start, int Count) : DirectoryStep
    {
        public override Task RunAsync(DirectoryRun run) =>
            run.PageAsync(Active is { } active ? $"active eq {Json(active.ToString())}" : null, person => Active is null || person.Active == Active, Start, Count);
    }
}
