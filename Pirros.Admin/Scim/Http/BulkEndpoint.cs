using System.Globalization;
using Pirros.Admin.Activity;
using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Scim.Server.Bulk;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>The endpoint <c>/Bulk</c> (RFC 7644 §3.7). Whatever becomes of its operations, the request that carried them is answered 200.</summary>
internal sealed class BulkEndpoint(BulkOperations operations, ScimDefects defects)
{
    public async ValueTask<ScimAnswer> RunAsync(ScimRequest request, CancellationToken cancel)
    {
        var bulk = Allowed(BulkRequest.Read(request.Body, request.Types, BulkOperations.MaximumOperations), request);
        var reference = Guid.CreateVersion7().ToString();
        var results = await operations.RunAsync(request.Connection, bulk, (operation, error) => defects.Of(error, $"bulk request, {operation.Place},", reference), cancel, request.Origin);
        var (users, groups) = (BodyOf(request.Types.User, request), BodyOf(request.Types.Group, request));
        var outcomes = results.Select(result => OutcomeOf(result, result.Operation.Path?.Type == request.Types.Group ? groups : users)).ToList();
        return new ScimAnswer(200, ActivityKind.Bulk, buffer => BulkResponse.Write(buffer, outcomes))
        {
            Subject = Summary(bulk, results),
            Parts = results.Zip(outcomes, PartOf).ToList(),
        };
    }

    /// <summary>The same request, with an error in each operation that the token may not do. The others are carried out.</summary>
    private static BulkRequest Allowed(BulkRequest bulk, ScimRequest request)
        => request.Scopes == TokenScopes.All ? bulk : bulk with { Operations = [.. bulk.Operations.Select(operation => operation is { Error: null, Path: { } path } && Missing(path.Type, request) is { } missing ? operation with { Error = ScopeRefusal.Of(missing) } : operation)] };

    private static TokenScopes? Missing(ResourceType type, ScimRequest request)
    {
        var needs = type == request.Types.Group ? TokenScopes.GroupsWrite : TokenScopes.UsersWrite;
        return request.Scopes.HasFlag(needs) ? null : needs;
    }

    private static ResourceBody BodyOf(ResourceType type, ScimRequest request) => new(type, Projection.Default(type), request.Address);

    private static BulkOutcome OutcomeOf(BulkResult result, ResourceBody body)
    {
        var location = result.Id is { } id ? body.LocationOf(Uri.EscapeDataString(id)) : null;
        if (result.Done is not { } done)
            return new BulkOutcome(result.Operation, result.Error!.Status, location, null, result.Error);
        return new BulkOutcome(result.Operation, StatusOf(result.Operation, done), location, result.Operation.Method == BulkMethod.Delete ? null : EntityTag.Of(done.Stored.Version), null);
    }

    // The status that a single request would have been answered with (RFC 7644 §3.7.3).
    private static int StatusOf(BulkOperation operation, OperationResult done) => operation.Method switch
    {
        BulkMethod.Post => 201,
        BulkMethod.Put => 200,
        BulkMethod.Patch => done.Stored.Type.HasMembers() ? 204 : 200,
        _ => 204,
    };

    private static AnswerPart PartOf(BulkResult result, BulkOutcome outcome) => new(
        result.Operation.MethodText ?? "",
        result.Operation.PathText ?? "",
        outcome.Status,
        result.Done is { } done ? ResourceEndpoints.KindOf(done.Effect) : ActivityKind.Other,
        result.Duration,
        result.Done?.Subject,
        result.Error?.Detail,
        result.Done?.Ignored ?? 0)
    {
        Trace = result.Done?.Trace,
        IsHeld = result.Error?.IsHeld == true,
        Details = new ActivityDetails(result.Done?.Stored.Id ?? result.Id, result.Error?.ScimType, null, null, result.Done is { } changed ? ResourceEndpoints.ChangesOf(changed) : [], null) { Previous = result.Done?.Trace?.Previous },
    };

    private static string Summary(BulkRequest bulk, IReadOnlyList<BulkResult> results)
    {
        var failed = results.Count(result => result.Error is not null);
        var left = bulk.Operations.Count - results.Count;
        return string.Create(CultureInfo.InvariantCulture, $"{results.Count - failed:N0} done{(failed > 0 ? $", {failed:N0} failed" : "")}{(left > 0 ? $", {left:N0} left undone" : "")}");
    }
}
