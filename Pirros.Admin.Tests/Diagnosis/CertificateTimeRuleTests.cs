using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;

namespace Pirros.Admin.Tests.Diagnosis;

/// <summary>The end of the last signing certificate is told like that of the last token.</summary>
public sealed class CertificateTimeRuleTests
{
    [Theory]
    [InlineData(91, ConnectionCondition.Healthy, ConnectionState.Healthy)]
    [InlineData(62, ConnectionCondition.CertificateEndsLater, ConnectionState.Healthy)]
    [InlineData(13, ConnectionCondition.CertificateEnds, ConnectionState.Attention)]
    [InlineData(-2, ConnectionCondition.CertificateEnds, ConnectionState.Attention)]
    public void Last_certificate_that_ends_is_said_early_and_needs_somebody_from_14_days(double days, ConnectionCondition condition, ConnectionState state)
    {
        var finding = new KnownSync().Created().CertificateEnds(days).Diagnose();
        Assert.Equal((condition, state), (finding.Condition, finding.State));
        if (condition == ConnectionCondition.Healthy)
            return;
        Assert.Equal(FindingAct.ShowSignOn, finding.Act);
        Assert.Equal("Make a new certificate in Microsoft Entra ID, add it here, and only then make it active there.", finding.Next!.ToString());
    }

    [Fact]
    public void Certificate_that_has_ended_is_told_as_such()
    {
        var facts = new KnownSync().Created().CertificateEnds(-2).Facts();
        Assert.StartsWith("The last certificate that Microsoft Entra ID signs with ended on", DiagnosisRules.WorstOf(facts).Says.ToString(), StringComparison.Ordinal);
        Assert.Equal("The last signing certificate has ended. Nobody can sign in.", StateSentence.Of(facts.Summary, KnownSync.Now));
        Assert.Equal("The last signing certificate ends in 13 days. Add the next one before then.", StateSentence.Of(new KnownSync().Created().CertificateEnds(13).Facts().Summary, KnownSync.Now));
    }
}
