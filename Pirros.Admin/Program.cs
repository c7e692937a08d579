using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Pirros.Admin;
using Pirros.Admin.Audit;
using Pirros.Admin.Cli;
using Pirros.Admin.Components;
using Pirros.Admin.Downstream;
using Pirros.Admin.Saml;
using Pirros.Admin.Scim.Http;
using Pirros.Admin.SignIn;
using Pirros.Admin.Startup;

// Whoever no request speaks for, such as a command or a log, is spoken to in the language of the source.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Default;

try
{
    var launch = Launch.Read(args);
    var builder = StartupExtensions.CreateBuilder(launch);
    builder.AddProduct(serves: !launch.IsCommand);
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
