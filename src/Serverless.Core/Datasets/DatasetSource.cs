using System.Text.Json.Serialization;
using Serverless.Spaces;

namespace Serverless.Core.Datasets;

/// <summary>The source of a dataset that is not built in.</summary>
public sealed record DatasetSource
{
    public required DatasetFormat Format { get; init; }

    /// <value>
    /// Shape of the images: channels 1 to 16, height and width 4 to 512, classes 2 to 256. For <see cref="DatasetFormat.Images"/>, 1 channel (grey)
    /// or 3 (colour); for <see cref="DatasetFormat.Csv"/>, one channel for each of 1 to 4,096 columns, height and width 1.
    /// </value>
    public required ImageShape Shape { get; init; }

    /// <value>
    /// The files from which training and validation images are drawn: for <see cref="DatasetFormat.Idx"/> the images and the labels, for
    /// <see cref="DatasetFormat.Npz"/> one file, for the others one or more.
    /// </value>
    public required IReadOnlyList<DatasetFile> Training { get; init; }

    /// <value>The files from which validation images are drawn, in the same format; null: the training files.</value>
    public IReadOnlyList<DatasetFile>? Validation { get; init; }

    /// <value>The files on which only the final front is evaluated, in the same format; null when there are none.</value>
    public IReadOnlyList<DatasetFile>? Test { get; init; }

    /// <value>For <see cref="DatasetFormat.Images"/>: how images of another size than the shape's are resized; null: they are rejected.</value>
    public ImageResizing? Resize { get; init; }

    /// <value>
    /// The search in which the dataset is used, if the SHA-256 of a file is not known: the content of such a file can change, so its evaluations
    /// are shared only within a search. Not stored, since a request does not know its id.
    /// </value>
    [JsonIgnore]
    public string? Scope { get; init; }

    /// <value>All files.</value>
    [JsonIgnore]
    public IEnumerable<DatasetFile> Files => Judging.Concat(Test ?? []);

    /// <value>Text that identifies the training data; equal for equal files, wherever they are stored, if their SHA-256 is known.</value>
    [JsonIgnore]
    public string Identity => FormattableString.Invariant(
        $"{Format} {Shape.Channels} {Shape.Height} {Shape.Width} {Shape.Classes} {string.Join(' ', Training.Select(Key))} {Scope}{(Validation is null ? "" : $" judged by {string.Join(' ', Validation.Select(Key))}")}{(Resize is null ? "" : $" {Resize}")}");

    /// <summary>Returns the same source, scoped to a search if a SHA-256 is not known.</summary>
    public DatasetSource In(string searchId) => Judging.All(file => file.Sha256 is not null) ? this : this with { Scope = searchId };

    /// <summary>The files with which networks are trained and validated.</summary>
    IEnumerable<DatasetFile> Judging => Training.Concat(Validation ?? []);

    static string Key(DatasetFile file) => file.Sha256 ?? file.Place;
}
