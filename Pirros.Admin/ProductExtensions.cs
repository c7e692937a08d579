using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Backups;
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

namespace Pirros.Admin;

internal static class ProductExtensions
{
    /// <summary>All services: those that commands use, and where it serves those of the portal and of monitoring too.</summary>
    public static WebApplicationBuilder AddProduct(this WebApplicationBuilder builder, bool serves)
    {
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddTenants();
        builder.Services.AddConnections(builder.Configuration);
        builder.Services.AddDeclaredSchemas();
        builder.Services.AddDeactivations();
        builder.Services.AddTokens();
        builder.Services.AddHandOffs();
        builder.Services.AddSaml(serves);
        builder.Services.AddActivity();
        builder.Services.AddPreflight();
        builder.Services.AddGuides();
        builder.Services.AddDiagnosis();
        builder.Services.AddAudit();
        builder.Services.AddBackups(builder.Configuration);
        builder.Services.AddDirectory();
        builder.Services.AddLimits();
        builder.Services.AddDownstream(builder.Environment.IsDevelopment(), delivers: serves);
        builder.Services.AddScimServer();
        builder.Services.AddScimHttp();
        if (serves)
        {
            builder.Services.AddMonitoring(builder.Configuration);
            builder.Services.AddLeaving(builder.Configuration);
            builder.Services.AddSignIn(builder.Configuration, builder.Environment);
            builder.Services.AddPortal();
        }

        return builder;
    }
}
