using Serverless.Cli.Api;
using Serverless.Spaces;

namespace Serverless.Cli.Commands;

/// <summary>Writes what candidates were trained to as files, named by their ids.</summary>
public static class ModelDownload
{
    static readonly Dictionary<string, string> Suffixes =
        new() { ["onnx"] = ".onnx", ["safetensors"] = ".safetensors", ["recipe"] = ".recipe.json", ["card"] = ".md" };

    /// <value>What there is of each candidate.</value>
    public static IReadOnlyCollection<string> Formats => Suffixes.Keys;

    /// <summary>Writes files of a search's candidates; one that was begun and not finished is none.</summary>
    /// <param name="client">The platform.</param>
    /// <param name="search">The search's id.</param>
    /// <param name="formats">Of <see cref="Formats"/>; none: nothing is written.</param>
    /// <param name="candidates">Their ids; null: those of the front.</param>
    /// <param name="folder">Where to; made if need be.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The files' paths.</returns>
    /// <exception cref="CliException">A file is not to be had, or cannot be written.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        PlatformClient client,
        string search,
        IReadOnlyList<string> formats,
        IReadOnlyList<string>? candidates,
        string folder,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (formats.Count == 0)
        {
            return [];
        }

        IReadOnlyList<CandidateId> wanted = candidates is null
            ? [.. (await client.Searches.GetFrontAsync(search, cancellation).ConfigureAwait(false)).Members.Select(member => member.Candidate)]
            : [.. candidates.Select(candidate => new CandidateId(candidate))];
        var paths = new List<string>();
        foreach (var candidate in wanted)
        {
            foreach (var format in formats)
            {
                paths.Add(await WriteAsync(client, search, candidate, format, folder, cancellation).ConfigureAwait(false));
            }
        }

        return paths;
    }

    static async Task<string> WriteAsync(
        PlatformClient client, string search, CandidateId candidate, string format, string folder, CancellationToken cancellation)
    {
        // It comes from outside, and names a file here.
        if (candidate.Value.Length == 0 || !candidate.Value.All(char.IsAsciiLetterOrDigit))
        {
            throw new CliException(
                ExitCodes.Usage, $"'{Output.PlainText.Of(candidate.Value)}' is no candidate's id.", $"The ids are in: serverless front show {search}");
        }

        try
        {
            var path = Path.Combine(Directory.CreateDirectory(folder).FullName, candidate.Value + Suffixes[format]);
            var partial = path + ".part";
            try
            {
                await using (var file = File.Create(partial))
                {
                    await client.Searches.DownloadAsync(search, candidate, format, file, cancellation).ConfigureAwait(false);
                }

                File.Move(partial, path, overwrite: true);
            }
            finally
            {
                File.Delete(partial);
            }

            return path;
        }
        catch (Exception fault) when (InputFile.IsUnreadable(fault))
        {
            throw new CliException(ExitCodes.Failure, $"Nothing can be written to {folder}: {fault.Message}", "Name another folder: --output DIR");
        }
    }
}
