using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Worker.Measuring;

/// <summary>The space and size of a network to measure, as a command line says.</summary>
/// <param name="Skeleton">Without a recipe: it changes nothing about what a network takes.</param>
/// <param name="Shape">What networks take and answer, as a file says; null where none says it.</param>
sealed record MeasuredSpace(SpaceSpecification Skeleton, ImageShape? Shape)
{
    // Between an architecture and the recipe that was searched with it.
    const string RecipeMark = " @";

    /// <param name="nameOrFile">A built-in space; or a request, a space or a definition in a file.</param>
    /// <param name="channels">Feature maps after the stem; null: as the file says, or the space's.</param>
    /// <param name="cells">Cells per stage; null: as the file says, or the space's.</param>
    /// <param name="shape">What networks are to be fed; null: as the file says.</param>
    /// <exception cref="MeasuringException">The file cannot be read or has faults, or a space of one's own is to have another size.</exception>
    public static MeasuredSpace Read(string nameOrFile, int? channels, int? cells, ImageShape? shape)
    {
        if (SearchSpaces.Find(nameOrFile) is not null || !File.Exists(nameOrFile))
        {
            var rules = SearchSpaces.Find(nameOrFile)?.Skeleton ?? new SkeletonRules();
            return new(new SpaceSpecification { Name = nameOrFile, Channels = channels ?? rules.Channels, CellsPerStage = cells ?? rules.Cells }, shape);
        }

        var reading = SpaceFile.Read(Content(nameOrFile), shape, OfflineCatalogue.Value);
        var space = reading.Space ?? throw new MeasuringException(
            $"{nameOrFile} tells of no search space: {string.Join(' ', reading.Errors.Select(fault => $"{fault.Pointer}: {fault.Message}"))}");
        return space.Definition is not null && (channels ?? cells) is not null
            ? throw new MeasuringException($"The definition in {nameOrFile} says how large networks are; leave --channels and --cells out.")
            : new(space with { Channels = channels ?? space.Channels, CellsPerStage = cells ?? space.CellsPerStage, Recipe = null }, reading.Shape);
    }

    /// <summary>An architecture without the recipe that may be written behind it.</summary>
    public static string NetworkOf(string notation) =>
        notation.IndexOf(RecipeMark, StringComparison.Ordinal) is >= 0 and var mark ? notation[..mark].TrimEnd() : notation;

    /// <summary>The same for networks that take and answer other images.</summary>
    public SpaceSpecification For(ImageShape shape) => Skeleton.Definition is null ? Skeleton : Skeleton with { Input = shape };

    static byte[] Content(string path)
    {
        try
        {
            return CommentedJson.ToStrict(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MeasuringException($"The search space cannot be read: {fault.Message}", fault);
        }
    }
}
