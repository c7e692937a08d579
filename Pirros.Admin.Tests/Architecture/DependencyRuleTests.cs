using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Pirros.Admin.Tests.Architecture;

/// <summary>
/// Who may depend on whom, as a list of what is allowed: anything not named is forbidden. Every dependency of every type of the product is walked, so a new folder
/// without a row fails too.
/// </summary>
public sealed class DependencyRuleTests
{
    private const string Root = "Pirros.Admin";

    private static readonly string[] Slices = ["Tenants", "Connections", "DeclaredSchemas", "Deactivations", "Tokens", "Activity", "Diagnosis", "Directory", "HandOffs", "Guides", "Preflight", "Audit", "Backups", "SignIn", "Limits", "Downstream", "Saml"];

    // What a slice may take from another: ids, who acts, the audit entry of an act, and the one check of who reaches a connection.
    private static readonly string[] SharedBySlices =
    [
        "Tenants.TenantId", "Connections.ConnectionId", "Connections.Connection", "Connections.ConnectionAccess", "Connections.IdentityProvider", "Connections.ExpiryNotice", "Tokens.TokenId", "Tokens.TokenRefusal", "Tokens.TokenKind", "Tokens.SecretToken",
        "Audit.Actor", "Audit.ActorKind", "Audit.AuditEntry", "Audit.InstallationAudit", "DeclaredSchemas.DeclaredSchema",

        // What arrived is evidence, judged by rules that the slices give.
        "Activity.ActivityRecord", "Activity.ActivityKind", "Activity.ActivityDetails", "Activity.ActivityRule", "Activity.ActivityMark",

        // The characteristics of attributes are the words of RFC 7643 section 7, which an admin declares attributes with.
        "Scim.Protocol.Schema.AttributeType", "Scim.Protocol.Schema.Mutability", "Scim.Protocol.Schema.Returned", "Scim.Protocol.Schema.Uniqueness",
    ];

    private static readonly string[] Basics = ["System", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Options", "Microsoft.Extensions.Hosting.BackgroundService", "Microsoft.Extensions.Hosting.IHostedService", "Microsoft.Extensions.Primitives", "Microsoft.CodeAnalysis", "Coverlet"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [""] = [.. Basics, "Microsoft.AspNetCore.Http"],
        ["Scim.Protocol"] = ["System", "Microsoft.CodeAnalysis"],
        ["Scim.Quirks"] = ["System", "Microsoft.CodeAnalysis", $"{Root}.Scim.Protocol"],
        ["Scim.Server"] = ["System", "Microsoft.CodeAnalysis", $"{Root}.Scim.Protocol", $"{Root}.Scim.Quirks", $"{Root}.Connections.ConnectionId"],
        ["Scim.Http"] =
        [
            .. Basics, "Microsoft.AspNetCore", "Microsoft.Net.Http.Headers", "Microsoft.Extensions.Features", $"{Root}.Scim.Server", $"{Root}.Scim.Protocol", $"{Root}.Connections", $"{Root}.Tokens",
            $"{Root}.Activity", $"{Root}.DeclaredSchemas.DeclaredSchema", $"{Root}.DeclaredSchemas.AttributeDeclaration", $"{Root}.Tenants.TenantId", $"{Root}.Limits",
        ],

        // A diagnosis is told from what four slices know of a connection, with people's names from the directory, in the words that the guides use.
        ["Diagnosis"] = [.. Basics, .. SharedBySlices.Select(s => $"{Root}.{s}"), $"{Root}.Connections", $"{Root}.Tokens", $"{Root}.Activity", $"{Root}.Guides.ProviderWords", $"{Root}.Deactivations", $"{Root}.Directory.DirectoryService", $"{Root}.Directory.DirectoryUser", $"{Root}.Directory.Disclosure"],

        // A receipt is complete when the products behind know.
        ["Deactivations"] = [.. Basics, .. SharedBySlices.Select(s => $"{Root}.{s}"), $"{Root}.Downstream.IDeliveryReceipts", $"{Root}.Downstream.DirectoryEvent"],

        // Access tokens are sealed with the keys that the instances share.
        ["Tokens"] = [.. Basics, .. SharedBySlices.Select(s => $"{Root}.{s}"), "Microsoft.AspNetCore.DataProtection"],

        // A link hands out a token, by a rotation like any other.
        ["HandOffs"] = [.. Basics, .. SharedBySlices.Select(s => $"{Root}.{s}"), $"{Root}.Tokens.TokenService", $"{Root}.Tokens.Token", $"{Root}.Tokens.TokenChoice", $"{Root}.Tokens.IssuedToken"],

        // Events are read over HTTP by programs that have a key, whose attempts are limited like others; people's names are masked as in the directory.
        ["Downstream"] = [.. Basics, .. SharedBySlices.Select(s => $"{Root}.{s}"), "Microsoft.AspNetCore.Http", $"{Root}.Limits", $"{Root}.Directory.Mask", $"{Root}.Tokens.Base62"],

        // What people enter at a provider is built in one place, and named as its console does. Who comes back from a provider may be let in here, and attempts that fail are limited like others.
        ["Saml"] = [.. Basics, "Microsoft.AspNetCore", $"{Root}.Directory.Mask", "Microsoft.Extensions.DependencyInjection", $"{Root}.SignIn", $"{Root}.Limits", .. SharedBySlices.Select(s => $"{Root}.{s}"), $"{Root}.Connections.IConnectionStore", $"{Root}.Connections.ConnectionValueBuilder", $"{Root}.Connections.ConnectionValues", $"{Root}.Connections.ConnectionTexts", $"{Root}.Guides.ProviderWords"],

        // A guide's steps of single sign-on go wrong for one of its faults, and are there where the Reply URL is this installation's.
        ["Guides"] = [.. Basics, .. SharedBySlices.Select(s => $"{Root}.{s}"), $"{Root}.Connections.ConnectionValueBuilder", $"{Root}.Connections.ConnectionValues", $"{Root}.Saml.Protocol.SamlFault"],
        ["Storage"] =
        [
            .. Basics, "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "SQLitePCL", "Npgsql", "Microsoft.AspNetCore.DataProtection", "Microsoft.Extensions.Diagnostics.HealthChecks", $"{Root}.Scim.Server", $"{Root}.Scim.Protocol",
            .. Slices.Where(s => s is not "Diagnosis").Select(s => $"{Root}.{s}"),
        ],

        // What SCIM wrote reaches people through a port of the slice's own; what requests did to it is activity.
        ["Directory"] = [.. Basics, $"{Root}.Activity", $"{Root}.DeclaredSchemas.AttributeDeclaration", .. SharedBySlices.Where(s => !s.StartsWith("Scim.", StringComparison.Ordinal)).Select(s => $"{Root}.{s}")],
        ["Cli"] = ["System", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Configuration", $"{Root}.Startup.ServerAddress", $"{Root}.Scim.Protocol.Schema.AttributeType", .. Slices.Where(s => s is not ("SignIn" or "Diagnosis" or "Directory" or "Limits")).Select(s => $"{Root}.{s}")],
        // Whoever signs in for a firm must find it here.
        ["SignIn"] = [.. Basics, .. SharedBySlices.Select(s => $"{Root}.{s}"), $"{Root}.Tenants.ITenantStore", $"{Root}.Tenants.Tenant", "Microsoft.AspNetCore", "Microsoft.IdentityModel", "Microsoft.Extensions.DependencyInjection"],
        ["Startup"] = ["System", "Microsoft", $"{Root}.Tenants", $"{Root}.Connections", $"{Root}.DeclaredSchemas", $"{Root}.Audit", $"{Root}.SignIn", $"{Root}.Storage.DatabasePreparation", $"{Root}.Scim"],
        ["Components"] = ["System", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.JSInterop", "Microsoft.CodeAnalysis", "MudBlazor", "QRCoder", "NetEscapades", $"{Root}.Scim.Protocol.Schema.AttributeType", .. Slices.Where(s => s is not "Limits").Select(s => $"{Root}.{s}")],
    };

    private static readonly ArchUnitNET.Domain.Architecture Product = new ArchLoader().LoadAssemblies(typeof(Program).Assembly).Build();

    [Fact]
    public void Every_type_depends_only_on_what_its_folder_may()
    {
        var violations = Types()
            .SelectMany(type => Dependencies(type).Where(target => !IsAllowed(type, target)).Select(target => $"{type.FullName} -> {target}"))
            .Distinct()
            .Order()
            .ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void Storage_is_seen_to_use_entity_framework()
        => Assert.Contains(Types().Where(t => Folder(t) == "Storage").SelectMany(Dependencies), target => target.StartsWith("Microsoft.EntityFrameworkCore.", StringComparison.Ordinal));

    [Fact]
    public void Forbidden_dependency_is_found()
    {
        var store = Types().First(t => t.FullName == $"{Root}.Storage.TenantStore");
        var page = Types().First(t => Folder(t) == "Components");
        Assert.Contains(Dependencies(store), target => !IsAllowed(page, target));
    }

    private static IEnumerable<IType> Types()
        => Product.Types.Where(t => t.FullName.StartsWith(Root + ".", StringComparison.Ordinal) && !t.FullName.Contains(".Migrations.", StringComparison.Ordinal) && !t.FullName.Contains("AspNetCoreGenerated", StringComparison.Ordinal));

    private static IEnumerable<string> Dependencies(IType type) => type.Dependencies.Select(d => d.Target.FullName).Distinct();

    private static bool IsAllowed(IType type, string target)
    {
        var folder = Folder(type);

        // Names with brackets or spaces are the compiler's own: generic parameters, inline arrays.
        if (IsWiring(type) || target.Contains('<', StringComparison.Ordinal) || target.Contains(' ', StringComparison.Ordinal) || !target.Contains('.', StringComparison.Ordinal))
            return true;
        var own = folder.Length == 0 ? Root : $"{Root}.{folder}";
        if (IsBelow(target, own) && folder.Length > 0)
            return true;

        // Refusals, the rules for typed text and for cells of a table, ids that sort, networks, and where this server may go stand at the root, for all.
        if (target is $"{Root}.RefusedException" or $"{Root}.PlainPage" or $"{Root}.RequestOrigin" or $"{Root}.Refusal" or $"{Root}.PlainText" or $"{Root}.CsvText" or $"{Root}.OrderedId" or $"{Root}.PlainTexts" or $"{Root}.Languages" or $"{Root}.PerLanguage`1" or $"{Root}.RemoteNetwork" or $"{Root}.IStoreFaults" or $"{Root}.StoreFault" or $"{Root}.SettledClock" or $"{Root}.OutboundAddress" or $"{Root}.ForbiddenAddressException")
            return true;
        if (Allowed.TryGetValue(folder, out var allowed))
            return allowed.Any(a => IsBelow(target, a));
        return Slices.Contains(folder)
            && (Basics.Any(b => IsBelow(target, b)) || SharedBySlices.Any(s => IsBelow(target, $"{Root}.{s}")));
    }

    private static bool IsBelow(string target, string space)
        => target == space || (target.StartsWith(space, StringComparison.Ordinal) && target[space.Length] is '.' or '/' or '+' or '`' or '<');

    /// <summary>Only the entry point and the extensions wire services, and may know everything.</summary>
    private static bool IsWiring(IType type) => type.FullName.StartsWith($"{Root}.Program", StringComparison.Ordinal) || type.FullName.Split('+', '/')[0].EndsWith("Extensions", StringComparison.Ordinal);

    private static string Folder(IType type)
    {
        var parts = type.Namespace.FullName.Split('.').Skip(2).ToArray();
        return parts.Length > 1 && parts[0] == "Scim" ? $"Scim.{parts[1]}" : parts.FirstOrDefault() ?? "";
    }
}
