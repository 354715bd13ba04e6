using System.Text.Json.Serialization;
using Serverless.Spaces;

namespace Serverless.Core.Datasets;

/// <summary>Where a dataset that is not built in comes from.</summary>
public sealed record DatasetSource
{
    public required DatasetFormat Format { get; init; }

    /// <value>
    /// Channels 1 to 16, height and width 4 to 512, classes 2 to 256. Of <see cref="DatasetFormat.Images"/> 1 channel (grey) or 3 (colour); of
    /// <see cref="DatasetFormat.Csv"/> a channel for each of 1 to 4,096 columns, height and width 1.
    /// </value>
    public required ImageShape Shape { get; init; }

    /// <value>
    /// What training and validation images are drawn from: of <see cref="DatasetFormat.Idx"/> the images and the labels, of
    /// <see cref="DatasetFormat.Npz"/> one file, of the others one or more.
    /// </value>
    public required IReadOnlyList<DatasetFile> Training { get; init; }

    /// <value>What validation images are drawn from, laid out likewise; null: the training files.</value>
    public IReadOnlyList<DatasetFile>? Validation { get; init; }

    /// <value>What only the final front is judged on, laid out likewise; null when there is nothing.</value>
    public IReadOnlyList<DatasetFile>? Test { get; init; }

    /// <value>Of <see cref="DatasetFormat.Images"/>: what is done to images of another size than the shape's; null: they are refused.</value>
    public ImageResizing? Resize { get; init; }

    /// <value>
    /// The search that this was asked for in, when the sum of a file is not known: what such a place holds may change, so evaluations
    /// of it are shared within a search only. Not stored, since a request does not know its id.
    /// </value>
    [JsonIgnore]
    public string? Scope { get; init; }

    /// <value>Every file.</value>
    [JsonIgnore]
    public IEnumerable<DatasetFile> Files => Judging.Concat(Test ?? []);

    /// <value>All that decides what is trained on; equal for equal files, wherever they lie, once their sums are known.</value>
    [JsonIgnore]
    public string Identity => FormattableString.Invariant(
        $"{Format} {Shape.Channels} {Shape.Height} {Shape.Width} {Shape.Classes} {string.Join(' ', Training.Select(Key))} {Scope}{(Validation is null ? "" : $" judged by {string.Join(' ', Validation.Select(Key))}")}{(Resize is null ? "" : $" {Resize}")}");

    /// <summary>The same source as it is known within a search.</summary>
    public DatasetSource In(string searchId) => Judging.All(file => file.Sha256 is not null) ? this : this with { Scope = searchId };

    /// <summary>What networks are trained on and chosen by.</summary>
    IEnumerable<DatasetFile> Judging => Training.Concat(Validation ?? []);

    static string Key(DatasetFile file) => file.Sha256 ?? file.Place;
}
