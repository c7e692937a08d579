namespace Pirros.Admin.Diagnosis;

internal static class DiagnosisExtensions
{
    public static IServiceCollection AddDiagnosis(this IServiceCollection services)
    {
        foreach (var rule in DiagnosisMarks.Rules)
            services.AddSingleton(rule);
        return services.AddSingleton<DiagnosisService>();
    }
}
