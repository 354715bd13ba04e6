using Serverless.Cli.Api;
using Serverless.Spaces;

namespace Serverless.Cli.Commands;

/// <summary>Downloads the trained networks of candidates to files, named by candidate ids.</summary>
public static class ModelDownload
{
    static readonly Dictionary<string, string> Suffixes =
        new() { ["onnx"] = ".onnx", ["safetensors"] = ".safetensors", ["recipe"] = ".recipe.json", ["card"] = ".md" };

    /// <value>The formats that can be downloaded for each candidate.</value>
    public static IReadOnlyCollection<string> Formats => Suffixes.Keys;

    /// <summary>Downloads files of a search's candidates; a download that is interrupted leaves no file.</summary>
    /// <param name="client">The platform.</param>
    /// <param name="search">The id of the search.</param>
    /// <param name="formats">Some of the <see cref="Formats"/>; when empty, nothing is written.</param>
    /// <param name="candidates">The ids of the candidates; null: those of the front.</param>
    /// <param name="folder">The folder for the files, which is created if necessary.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="CliException">A file is not available, or cannot be written.</exception>
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
        // The id comes from outside and becomes part of a file name here.
        if (candidate.Value.Length == 0 || !candidate.Value.All(char.IsAsciiLetterOrDigit))
        {
            throw new CliException(
                ExitCodes.Usage, $"'{Output.PlainText.Of(candidate.Value)}' is not the id of a candidate.", $"List the ids: serverless front show {search}");
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
            throw new CliException(ExitCodes.Failure, $"Nothing can be written to {folder}: {fault.Message}", "Specify another folder: --output DIR");
        }
    }
}
