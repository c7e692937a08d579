using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Pirros.Admin;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Backups;
using Pirros.Admin.Cli;
using Pirros.Admin.Components;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Directory;
using Pirros.Admin.Downstream;
using Pirros.Admin.Guides;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Limits;
using Pirros.Admin.Preflight;
using Pirros.Admin.Saml;
using Pirros.Admin.Scim.Http;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.SignIn;
using Pirros.Admin.Startup;
using Pirros.Admin.Storage;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

// Whoever no request speaks for, such as a command or a log, is spoken to in the language of the source.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Default;

try
{
    var launch = Launch.Read(args);
    var builder = StartupExtensions.CreateBuilder(launch);
    builder.Services.AddStorage(builder.Configuration);
    builder.Services.AddTenants();
    builder.Services.AddConnections(builder.Configuration);
    builder.Services.AddDeclaredSchemas();
    builder.Services.AddDeactivations();
    builder.Services.AddTokens();
    builder.Services.AddHandOffs();
    builder.Services.AddSaml(serves: !launch.IsCommand);
    builder.Services.AddActivity();
    builder.Services.AddPreflight();
    builder.Services.AddGuides();
    builder.Services.AddDiagnosis();
    builder.Services.AddAudit();
    builder.Services.AddBackups(builder.Configuration);
    builder.Services.AddDirectory();
    builder.Services.AddLimits();
    builder.Services.AddDownstream(builder.Environment.IsDevelopment(), delivers: !launch.IsCommand);
    builder.Services.AddScimServer();
    builder.Services.AddScimHttp();
    if (!launch.IsCommand)
    {
        builder.Services.AddMonitoring(builder.Configuration);
        builder.Services.AddLeaving(builder.Configuration);
        builder.Services.AddSignIn(builder.Configuration, builder.Environment);
        builder.Services.AddPortal();
    }

    var app = builder.Build();
    if (launch.IsCommand)
        return await app.RunCommandAsync(launch.Arguments);

    app.UseProxy();
    app.MapScim();
    app.UseRequestDurations();
    app.UseReadableHost();
    app.UseLeaving();
    app.MapPortal();
    app.MapSignIn();
    app.MapSaml();
    app.MapAudit();
    app.MapEvents();
    app.MapMonitoring();
    await app.ServeAsync();
    return 0;
}
catch (OptionsValidationException invalid)
{
    // A mistake in the configuration is the operator's to mend: the key and what is wrong with it, without a stack trace.
    foreach (var failure in invalid.Failures)
        await Console.Error.WriteLineAsync(failure);
    return 1;
}
catch (DbException unusable)
{
    // Before anything was served: the database is not there, or its migration failed and was undone.
    await Console.Error.WriteLineAsync($"The database can't be used: {unusable.Message}");
    return 1;
}

/// <summary>The entry point; named so that tests can host the real program.</summary>
public partial class Program;
