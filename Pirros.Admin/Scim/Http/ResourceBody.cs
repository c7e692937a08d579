using System.Buffers;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Scim.Http;

/// <summary>Writes resources of one type as a response shows them: what is stored is sent as it is, unless the request asked for a part of it.</summary>
internal sealed class ResourceBody(ResourceType type, Projection projection, ScimAddress address)
{
    public ResourceType Type => type;

    public Projection Projection => projection;

    /// <summary>The absolute URI of a resource (RFC 7643 §3.1).</summary>
    public string LocationOf(string id) => address.LocationOf(type, id);

    public void Write(IBufferWriter<byte> output, ResourceView view)
    {
        if (projection.IsDefault)
            WriteWhole(output, view);
        else
            WritePart(output, view);
    }

    private void WriteWhole(IBufferWriter<byte> output, ResourceView view)
    {
        StoredDocument.Begin(output, view.Stored.Document);
        if (view.Memberships.Count > 0)
            WriteMemberships(output, view.Memberships);
        StoredDocument.End(output, view.Stored.Meta, address.CollectionOf(type), view.Stored.Id);
    }

    private void WriteMemberships(IBufferWriter<byte> output, IReadOnlyList<Membership> memberships)
    {
        output.Write("\""u8);
        output.Write(type.KeptApart!.EncodedName.EncodedUtf8Bytes);
        output.Write("\":"u8);
        using (var json = new Utf8JsonWriter(output, ResourceWriter.Options))
        {
            json.WriteStartArray();
            foreach (var membership in memberships)
            {
                json.WriteStartObject();
                json.WriteString("value"u8, membership.Id);
                json.WriteString("$ref"u8, ReferenceTo(membership));
                json.WriteString("type"u8, membership.Kind);
                if (membership.Display is { } display)
                    json.WriteString("display"u8, display);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.Write(","u8);
    }

    private void WritePart(IBufferWriter<byte> output, ResourceView view)
    {
        var resource = view.Stored.Read().WithLocation(LocationOf(view.Stored.Id));
        if (type.KeptApart is { } apart && view.Memberships.Count > 0)
            resource = resource.With(apart, ScimMultiValue.Of(view.Memberships.Select(m => (ScimValue)ValueOf(apart.Shape, m)).ToList()));
        using var json = new Utf8JsonWriter(output, ResourceWriter.Options);
        ResourceWriter.Write(json, projection.Apply(resource));
    }

    private ScimComplex ValueOf(AttributeSet shape, Membership membership)
    {
        var value = new ScimComplex.Builder(shape);
        value.Set(shape.Value!, new ScimString(membership.Id));
        value.Set(shape.Reference!, new ScimString(ReferenceTo(membership)));
        value.Set(shape.Find("type")!, new ScimString(membership.Kind));
        if (membership.Display is { } display)
            value.Set(shape.Find("display")!, new ScimString(display));
        return value.ToComplex();
    }

    // Of a user's groups the kind tells how the user got there; only a member that is a user has another endpoint than groups.
    private string ReferenceTo(Membership membership)
        => address.LocationOf(membership.Kind == ResourceTypes.User.Name ? ResourceTypes.User : ResourceTypes.Group, membership.Id);
}
