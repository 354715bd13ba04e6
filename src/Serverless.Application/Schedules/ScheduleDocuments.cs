using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Application.Storage;
using Serverless.Core.Schedules;
using Serverless.Core;

namespace Serverless.Application.Schedules;

/// <summary>The documents of schedules, by id.</summary>
public sealed class ScheduleDocuments(IDocumentStore store, TimeProvider time)
{
    const string Extension = ".json";

    /// <summary>The ids of all schedules, broken ones too, in the order of their blobs' names.</summary>
    /// <param name="after">Only those behind this id; null: all.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async IAsyncEnumerable<string> ListAsync(
        string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var name in store.ListAsync(BlobPaths.Schedules, "", after is null ? null : after + Extension, cancellation))
        {
            if (name.EndsWith(Extension, StringComparison.Ordinal) && ScheduleId.IsValid(name[..^Extension.Length]))
            {
                yield return name[..^Extension.Length];
            }
        }
    }

    /// <summary>A schedule; null when there is none.</summary>
    /// <exception cref="DocumentException">The blob is broken: also when it is well-formed and no schedule.</exception>
    public async Task<StoredSchedule?> FindAsync(string id, CancellationToken cancellation)
    {
        var path = BlobPaths.Schedule(id);
        if (await store.FindAsync(path, CoreJson.Default.ScheduleDocument, cancellation) is not { } found)
        {
            return null;
        }

        if (found.Value.Id != id)
        {
            throw new DocumentException(path, $"holds schedule '{found.Value.Id}'. Name it after the schedule, or delete it.");
        }

        return Timetable.TryCreate(found.Value.Definition, out var timetable, out var fault)
            ? new StoredSchedule(found.Value, timetable, found.Version)
            : throw new DocumentException(path, $"{fault} PUT the schedule again, or delete it.");
    }

    /// <summary>Writes what became of a schedule, unless somebody else has written it since it was read.</summary>
    public Task<bool> TryReplaceAsync(StoredSchedule read, ScheduleDocument document, CancellationToken cancellation) =>
        store.TryReplaceAsync(BlobPaths.Schedule(document.Id), document, read.Version, CoreJson.Default.ScheduleDocument, cancellation);

    /// <summary>Makes a schedule, or gives one another definition; one whose blob is broken is replaced.</summary>
    public Task<ScheduleChange> PutAsync(
        string id, ScheduleDefinition definition, IWriteCondition condition, CancellationToken cancellation) =>
        ChangeAsync(id, condition, (version, document) => PutAsync(id, definition, version, document, cancellation), cancellation);

    /// <summary>Deletes a schedule, broken or not; searches that it started stay as they are.</summary>
    public Task<ScheduleChange> DeleteAsync(string id, IWriteCondition condition, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            condition,
            async (version, document) =>
                version is null ? new ScheduleChange(ScheduleChangeKind.Missing)
                : document?.Starting is not null ? new ScheduleChange(ScheduleChangeKind.Starting)
                : await store.TryDeleteAsync(BlobPaths.Schedule(id), version, cancellation) ? new ScheduleChange(ScheduleChangeKind.Deleted)
                : null,
            cancellation);

    async Task<ScheduleChange?> PutAsync(
        string id, ScheduleDefinition definition, string? version, ScheduleDocument? document, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (document is not null && ScheduleTag.Of(document.Definition) == ScheduleTag.Of(definition))
        {
            return new ScheduleChange(ScheduleChangeKind.Replaced, document);
        }

        var changed = document is null
            ? ScheduleDecisions.Create(id, definition, now)
            : ScheduleDecisions.Redefine(document, definition, now);
        var path = BlobPaths.Schedule(id);
        var isWritten = version is null
            ? await store.TryCreateAsync(path, changed, CoreJson.Default.ScheduleDocument, cancellation)
            : await store.TryReplaceAsync(path, changed, version, CoreJson.Default.ScheduleDocument, cancellation);
        return isWritten ? new(version is null ? ScheduleChangeKind.Created : ScheduleChangeKind.Replaced, changed) : null;
    }

    Task<ScheduleChange> ChangeAsync(
        string id,
        IWriteCondition condition,
        Func<string?, ScheduleDocument?, Task<ScheduleChange?>> tryChange,
        CancellationToken cancellation)
    {
        var path = BlobPaths.Schedule(id);
        return DocumentUpdates.UpdateAsync(path, async () =>
        {
            // The version before the content: should somebody mend a broken blob in between, it is not written over.
            var version = await store.FindVersionAsync(path, cancellation);
            ScheduleDocument? document = null;
            try
            {
                var found = await FindAsync(id, cancellation);
                (version, document) = (found?.Version ?? version, found?.Document);
            }
            catch (DocumentException) when (version is not null)
            {
                document = null;
            }

            return condition.Holds(version is not null, document is null ? null : ScheduleTag.Of(document.Definition))
                ? await tryChange(version, document)
                : new ScheduleChange(version is null ? ScheduleChangeKind.Missing : ScheduleChangeKind.Unexpected);
        });
    }
}

/// <summary>What came of a request to change a schedule.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Document">As it is now; null when there is none or nothing was done.</param>
public sealed record ScheduleChange(ScheduleChangeKind Kind, ScheduleDocument? Document = null);

/// <summary>A schedule that was read.</summary>
/// <param name="Document">What is stored.</param>
/// <param name="Timetable">Its times.</param>
/// <param name="Version">The blob's version.</param>
public sealed record StoredSchedule(ScheduleDocument Document, Timetable Timetable, string Version);

/// <summary>How a request to change a schedule ended.</summary>
public enum ScheduleChangeKind
{
    Created,
    Replaced,
    Deleted,
    Missing,

    /// <summary>A start is under way; nothing was done. Have it done, then try again.</summary>
    Starting,

    /// <summary>The schedule is not what the request expects; nothing was done.</summary>
    Unexpected,
}

/// <summary>The entity tag of a schedule's definition.</summary>
/// <remarks>Of that alone: what starts write into the schedule changes no tag, so that nobody's If-Match fails by them.</remarks>
public static class ScheduleTag
{
    public static string Of(ScheduleDefinition definition)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(definition, CoreJson.Default.ScheduleDefinition);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";
    }
}
