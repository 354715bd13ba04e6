using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Worker.Measuring;

/// <summary>The space and size of a network to measure, as a command line gives them.</summary>
/// <param name="Skeleton">The skeleton, without a recipe, which does not affect the cost of a network.</param>
/// <param name="Shape">The shapes of input and output that a file gives; null when none does.</param>
sealed record MeasuredSpace(SpaceSpecification Skeleton, ImageShape? Shape)
{
    // The mark between an architecture and the recipe that was searched with it.
    const string RecipeMark = " @";

    /// <param name="nameOrFile">A built-in space, or a file with a request, a space or a definition.</param>
    /// <param name="channels">The feature maps after the stem; null: those of the file, or of the space.</param>
    /// <param name="cells">The cells per stage; null: those of the file, or of the space.</param>
    /// <param name="shape">The shape of the input; null: that of the file.</param>
    /// <exception cref="MeasuringException">The file is unreadable or invalid, or another size was requested for a user-defined space.</exception>
    public static MeasuredSpace Read(string nameOrFile, int? channels, int? cells, ImageShape? shape)
    {
        if (SearchSpaces.Find(nameOrFile) is not null || !File.Exists(nameOrFile))
        {
            var rules = SearchSpaces.Find(nameOrFile)?.Skeleton ?? new SkeletonRules();
            return new(new SpaceSpecification { Name = nameOrFile, Channels = channels ?? rules.Channels, CellsPerStage = cells ?? rules.Cells }, shape);
        }

        var reading = SpaceFile.Read(Content(nameOrFile), shape, OfflineCatalogue.Value);
        var space = reading.Space ?? throw new MeasuringException(
            $"{nameOrFile} does not define a search space: {string.Join(' ', reading.Errors.Select(fault => $"{fault.Pointer}: {fault.Message}"))}");
        return space.Definition is not null && (channels ?? cells) is not null
            ? throw new MeasuringException($"The definition in {nameOrFile} sets the size of networks; remove --channels and --cells.")
            : new(space with { Channels = channels ?? space.Channels, CellsPerStage = cells ?? space.CellsPerStage, Recipe = null }, reading.Shape);
    }

    /// <summary>Returns an architecture without the recipe that may follow it.</summary>
    public static string NetworkOf(string notation) =>
        notation.IndexOf(RecipeMark, StringComparison.Ordinal) is >= 0 and var mark ? notation[..mark].TrimEnd() : notation;

    /// <summary>Returns the skeleton for networks with other input and output shapes.</summary>
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
