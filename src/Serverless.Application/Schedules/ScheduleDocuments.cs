using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Application.Storage;
using Serverless.Core.Schedules;
using Serverless.Core;

namespace Serverless.Application.Schedules;

/// <summary>Reads and writes the documents of schedules, by id.</summary>
public sealed class ScheduleDocuments(IDocumentStore store, TimeProvider time)
{
    const string Extension = ".json";

    /// <summary>Lists the ids of all schedules, including broken ones, in the order of their blob names.</summary>
    /// <param name="after">The id after which the list begins; null: all.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
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

    /// <summary>Finds a schedule; null when there is none.</summary>
    /// <exception cref="DocumentException">The blob is broken, which includes well-formed JSON that is not a schedule.</exception>
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

    /// <summary>Writes the new state of a schedule, unless it has been written by another caller since it was read.</summary>
    public Task<bool> TryReplaceAsync(StoredSchedule read, ScheduleDocument document, CancellationToken cancellation) =>
        store.TryReplaceAsync(BlobPaths.Schedule(document.Id), document, read.Version, CoreJson.Default.ScheduleDocument, cancellation);

    /// <summary>Creates a schedule, or replaces the definition of one; a schedule whose blob is broken is replaced.</summary>
    public Task<ScheduleChange> PutAsync(
        string id, ScheduleDefinition definition, IWriteCondition condition, CancellationToken cancellation) =>
        ChangeAsync(id, condition, (version, document) => PutAsync(id, definition, version, document, cancellation), cancellation);

    /// <summary>Deletes a schedule, even a broken one; searches that it started stay as they are.</summary>
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
            // The version is read before the content, so that a broken blob that somebody repairs in between is not overwritten.
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

/// <summary>The result of a request to change a schedule.</summary>
/// <param name="Kind">The kind of result.</param>
/// <param name="Document">The schedule as it is now; null when there is none or nothing was done.</param>
public sealed record ScheduleChange(ScheduleChangeKind Kind, ScheduleDocument? Document = null);

/// <summary>A schedule as it was read.</summary>
/// <param name="Document">The stored document.</param>
/// <param name="Timetable">The due times of the schedule.</param>
/// <param name="Version">The version of the blob.</param>
public sealed record StoredSchedule(ScheduleDocument Document, Timetable Timetable, string Version);

/// <summary>The possible results of a request to change a schedule.</summary>
public enum ScheduleChangeKind
{
    Created,
    Replaced,
    Deleted,
    Missing,

    /// <summary>A start is in progress, so nothing was done. Complete the start, then try again.</summary>
    Starting,

    /// <summary>The schedule does not satisfy the precondition of the request, so nothing was done.</summary>
    Unexpected,
}

/// <summary>Computes the entity tag of a schedule's definition.</summary>
/// <remarks>The tag covers the definition only: starts that are recorded in the schedule do not change it, and so fail no If-Match.</remarks>
public static class ScheduleTag
{
    public static string Of(ScheduleDefinition definition)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(definition, CoreJson.Default.ScheduleDefinition);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";
    }
}
