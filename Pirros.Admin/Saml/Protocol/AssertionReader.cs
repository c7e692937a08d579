using System.Xml;

namespace Pirros.Admin.Saml.Protocol;

/// <summary>Reads an assertion that was signed, and refuses one that is not for us, not now, or about nobody (SAML Core §2, Profiles §4.1.4.2).</summary>
internal static class AssertionReader
{
    private const int LongestName = 320;

    private static readonly string[] KnownConditions = ["AudienceRestriction", "OneTimeUse", "ProxyRestriction"];

    /// <param name="assertion">As it was signed.</param>
    /// <param name="answers">The request that the response around it says it answers.</param>
    /// <param name="certificate">What it was signed with.</param>
    /// <param name="policy">What it must be.</param>
    public static SamlAssertion Read(XmlElement assertion, string? answers, SigningCertificate certificate, ResponsePolicy policy)
    {
        if (assertion.Attribute("Version") != "2.0" || assertion.Attribute("ID") is not { Length: > 0 } id)
            throw new SamlException(SamlFault.NotAResponse, "Assertion");
        ResponseReader.RequireIssuer(assertion.Child("Issuer", SamlNames.Assertion, SamlFault.Issuer) ?? throw new SamlException(SamlFault.Issuer, policy.Issuer), policy);
        var issued = assertion.Moment("IssueInstant") ?? throw new SamlException(SamlFault.Time, "IssueInstant");
        if (issued > policy.Now + ResponsePolicy.Skew)
            throw new SamlException(SamlFault.NotYetValid, $"{policy.Now:u}", $"{issued:u}");
        var conditions = Conditions(assertion, policy);
        var subject = assertion.Child("Subject", SamlNames.Assertion, SamlFault.Subject) ?? throw new SamlException(SamlFault.Subject);
        var nameId = NameId(subject);
        var (confirmedFor, confirmed) = Confirmation(subject, policy);

        // The response around it may be unsigned, so what counts is what the assertion says (SAML Profiles §4.1.4.2); the other must not contradict.
        if (answers is not null && answers != confirmedFor)
            throw new SamlException(SamlFault.InResponseTo, confirmedFor, answers);
        var (authenticated, session) = Statement(assertion, policy);
        var until = new[] { conditions, confirmed, session }.OfType<DateTimeOffset>().Min() + ResponsePolicy.Skew;
        return new SamlAssertion(id, nameId, confirmedFor, issued, authenticated, until, Claims(assertion), certificate);
    }

    private static DateTimeOffset? Conditions(XmlElement assertion, ResponsePolicy policy)
    {
        var conditions = assertion.Child("Conditions", SamlNames.Assertion, SamlFault.Condition) ?? throw new SamlException(SamlFault.Audience, policy.EntityId);
        var until = RequireNow(conditions, policy);
        if (conditions.ChildNodes.OfType<XmlElement>().FirstOrDefault(condition => condition.NamespaceURI != SamlNames.Assertion || !KnownConditions.Contains(condition.LocalName, StringComparer.Ordinal)) is { } unknown)
            throw new SamlException(SamlFault.Condition, null, unknown.Name);
        var restrictions = conditions.Children("AudienceRestriction", SamlNames.Assertion).ToList();
        if (restrictions.Count == 0)
            throw new SamlException(SamlFault.Audience, policy.EntityId);

        // All of them must be met, each by one of its audiences (SAML Core §2.5.1.4).
        foreach (var restriction in restrictions)
        {
            var audiences = restriction.Children("Audience", SamlNames.Assertion).Select(audience => audience.Text(SamlFault.Audience)).ToList();
            if (!audiences.Contains(policy.EntityId, StringComparer.Ordinal))
                throw new SamlException(SamlFault.Audience, policy.EntityId, string.Join(", ", audiences));
        }

        return until;
    }

    private static string NameId(XmlElement subject)
    {
        var name = subject.Child("NameID", SamlNames.Assertion, SamlFault.Subject) ?? throw new SamlException(SamlFault.Subject);
        if (name.Attribute("Format") != SamlNames.EmailAddress)
            throw new SamlException(SamlFault.NameIdFormat, SamlNames.EmailAddress, name.Attribute("Format"));
        var address = name.Text(SamlFault.NameId);
        return address.Length <= LongestName && address.Count(letter => letter == '@') == 1 && address[0] != '@' && address[^1] != '@' && !address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
            ? address
            : throw new SamlException(SamlFault.NameId, null, address);
    }

    /// <summary>The request that the subject was confirmed for, and until when. One of several confirmations is enough (SAML Core §2.4.1.1); what the first lacks is what is told.</summary>
    private static (string? InResponseTo, DateTimeOffset Until) Confirmation(XmlElement subject, ResponsePolicy policy)
    {
        SamlException? why = null;
        foreach (var confirmation in subject.Children("SubjectConfirmation", SamlNames.Assertion).Where(confirmation => confirmation.Attribute("Method") == SamlNames.Bearer))
        {
            try
            {
                var data = confirmation.Child("SubjectConfirmationData", SamlNames.Assertion, SamlFault.Subject) ?? throw new SamlException(SamlFault.Subject);
                if (data.Attribute("Recipient") != policy.ReplyUrl)
                    throw new SamlException(SamlFault.Recipient, policy.ReplyUrl, data.Attribute("Recipient"));
                var until = RequireNow(data, policy) ?? throw new SamlException(SamlFault.Time, "NotOnOrAfter");
                return (data.Attribute("InResponseTo"), until);
            }
            catch (SamlException error)
            {
                why ??= error;
            }
        }

        throw why ?? new SamlException(SamlFault.Subject, SamlNames.Bearer);
    }

    /// <summary>The provider must have seen who it is: when it last did, and until when that counts, where it says so.</summary>
    private static (DateTimeOffset At, DateTimeOffset? Until) Statement(XmlElement assertion, ResponsePolicy policy)
    {
        var statements = assertion.Children("AuthnStatement", SamlNames.Assertion).ToList();
        if (statements.Count == 0)
            throw new SamlException(SamlFault.Subject, "AuthnStatement");
        var at = statements.Max(statement => statement.Moment("AuthnInstant") ?? throw new SamlException(SamlFault.Time, "AuthnInstant"));
        if (at > policy.Now + ResponsePolicy.Skew)
            throw new SamlException(SamlFault.NotYetValid, $"{policy.Now:u}", $"{at:u}");
        var ends = statements.Select(statement => statement.Moment("SessionNotOnOrAfter")).OfType<DateTimeOffset>().ToList();
        if (ends.Count == 0)
            return (at, null);
        var end = ends.Min();
        return policy.Now < end + ResponsePolicy.Skew ? (at, end) : throw new SamlException(SamlFault.Expired, $"{policy.Now:u}", $"{end:u}");
    }

    private static List<SamlClaim> Claims(XmlElement assertion)
        => [.. assertion.Children("AttributeStatement", SamlNames.Assertion).SelectMany(statement => statement.Children("Attribute", SamlNames.Assertion)).Select(attribute => new SamlClaim(
            attribute.Attribute("Name") ?? "", [.. attribute.Children("AttributeValue", SamlNames.Assertion).Select(value => value.InnerText.Trim())]))];

    private static DateTimeOffset? RequireNow(XmlElement element, ResponsePolicy policy)
    {
        if (element.Moment("NotBefore") is { } from && policy.Now < from - ResponsePolicy.Skew)
            throw new SamlException(SamlFault.NotYetValid, $"{policy.Now:u}", $"{from:u}");
        var until = element.Moment("NotOnOrAfter");
        return until is { } end && policy.Now >= end + ResponsePolicy.Skew ? throw new SamlException(SamlFault.Expired, $"{policy.Now:u}", $"{end:u}") : until;
    }
}
