namespace Pirros.Admin.Audit;

/// <summary>Says in plain words what a person did, to follow on the name: "Mara Quinn" + "renamed the connection to Head office".</summary>
public static class AuditSentence
{
    /// <summary>One part of a sentence, without a full stop.</summary>
    public static string Of(AuditEntry entry) => string.Concat(Parts(entry).Select(part => part.Text));

    /// <summary>The same in parts, so that the thing it was done to can be set apart.</summary>
    public static IReadOnlyList<(string Text, bool IsTarget)> Parts(AuditEntry entry)
    {
        var target = entry.Action.StartsWith("token.", StringComparison.Ordinal) ? TokenOf(entry.Target) : entry.Target;

        // An action without words of its own is still told apart from every other.
        var words = Act(entry.Action) ?? AuditTexts.FormatOtherAct(entry.Action, "{0}");
        return words.Split("{0}") is [var before, var after]
            ? [.. new[] { (before, false), (target, true), (after, false) }.Where(part => part.Item1.Length > 0)]
            : [(words, false)];
    }

    // Behind the id may stand what is not as usual with the token, or what was changed.
    private static string TokenOf(string target)
    {
        var space = target.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? $"pscim_{target}…" : $"pscim_{target[..space]}…{target[space..]}";
    }

    // {0} is the target.
    private static string? Act(string action) => action switch
    {
        "tenant.create" => AuditTexts.TenantCreate,
        "tenant.export" => AuditTexts.TenantExport,
        "tenant.import" => AuditTexts.TenantImport,
        "tenant.begin-deletion" => AuditTexts.TenantBeginDeletion,
        "tenant.delete" => AuditTexts.TenantDelete,
        "backup.create" => AuditTexts.BackupCreate,
        "backup.restore" => AuditTexts.BackupRestore,
        "connection.create" => AuditTexts.ConnectionCreate,
        "connection.rename" => AuditTexts.ConnectionRename,
        "connection.enable" => AuditTexts.ConnectionEnable,
        "connection.disable" => AuditTexts.ConnectionDisable,
        "token.rotate" => AuditTexts.TokenRotate,
        "token.revoke" => AuditTexts.TokenRevoke,
        "token.limit" => AuditTexts.TokenLimit,
        "token.undo-rotation" => AuditTexts.TokenUndoRotation,
        "schema.declare" => AuditTexts.SchemaDeclare,
        "schema.remove" => AuditTexts.SchemaRemove,
        "guide.tick" => AuditTexts.GuideTick,
        "guide.untick" => AuditTexts.GuideUntick,
        "hand-off.create" => AuditTexts.HandOffCreate,
        "hand-off.revoke" => AuditTexts.HandOffRevoke,
        "hand-off.open" => AuditTexts.HandOffOpen,
        "hand-off.take-secret" => AuditTexts.HandOffTakeSecret,
        "directory.disclose" => AuditTexts.DirectoryDisclose,
        "preflight.run" => AuditTexts.PreflightRun,
        "activity.export" => AuditTexts.ActivityExport,
        "brake.set" => AuditTexts.BrakeSet,
        "brake.release" => AuditTexts.BrakeRelease,
        "brake.reject" => AuditTexts.BrakeReject,
        "brake.undo" => AuditTexts.BrakeUndo,
        "brake.end-release" => AuditTexts.BrakeEndRelease,
        "brake.see" => AuditTexts.BrakeSee,
        "deactivation.export" => AuditTexts.DeactivationExport,
        "session.begin" => AuditTexts.SessionBegin,
        "session.end" => AuditTexts.SessionEnd,
        "audit.export" => AuditTexts.AuditExport,
        "saml.metadata" => AuditTexts.SamlMetadata,
        "saml.values" => AuditTexts.SamlValues,
        "saml.certificate.add" => AuditTexts.SamlCertificateAdd,
        "saml.certificate.ignore" => AuditTexts.SamlCertificateIgnore,
        "saml.certificate.remove" => AuditTexts.SamlCertificateRemove,
        "saml.options" => AuditTexts.SamlOptions,
        "saml.signin.on" => AuditTexts.SamlSignInOn,
        "saml.signin.off" => AuditTexts.SamlSignInOff,
        "subscriber.create" => AuditTexts.SubscriberCreate,
        "subscriber.rename" => AuditTexts.SubscriberRename,
        "subscriber.set-webhook" => AuditTexts.SubscriberSetWebhook,
        "subscriber.remove-webhook" => AuditTexts.SubscriberRemoveWebhook,
        "subscriber.rotate-key" => AuditTexts.SubscriberRotateKey,
        "subscriber.rotate-secret" => AuditTexts.SubscriberRotateSecret,
        "subscriber.pause" => AuditTexts.SubscriberPause,
        "subscriber.resume" => AuditTexts.SubscriberResume,
        "subscriber.replay" => AuditTexts.SubscriberReplay,
        "subscriber.test" => AuditTexts.SubscriberTest,
        "subscriber.remove" => AuditTexts.SubscriberRemove,
        "saml.certificate.offer" => AuditTexts.SamlCertificateOffer,
        "saml.metadata.differ" => AuditTexts.SamlMetadataDiffer,
        "saml.certificate.end" => AuditTexts.SamlCertificateEnd,
        _ => null,
    };
}
