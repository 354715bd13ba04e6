using Serverless.Core.Datasets;

namespace Serverless.Application.Storage;

/// <summary>Files of datasets in the container <c>datasets</c>: what is there never changes, so what was trained on stays what it was.</summary>
public interface IDatasetStore
{
    /// <summary>Writes a file that is not there yet, whole or not at all.</summary>
    /// <param name="name">What <see cref="DatasetFile.IsPlace"/> allows.</param>
    /// <param name="content">Read once, some MiB at a time.</param>
    /// <param name="sha256">What its SHA-256 has to be, 64 lower-case hexadecimal digits; null: anything.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="StorageException">Storage did not answer, or refused.</exception>
    Task<DatasetAddition> TryAddAsync(string name, Stream content, string? sha256, CancellationToken cancellation);
}

/// <summary>What became of a file that was to be added.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Sha256">Of the bytes that were read: all of them, unless it is too large.</param>
public sealed record DatasetAddition(DatasetAdditionOutcome Outcome, string Sha256);

/// <summary>What can become of a file that is to be added.</summary>
public enum DatasetAdditionOutcome
{
    /// <summary>It is there now.</summary>
    Added,

    /// <summary>The same bytes were there already.</summary>
    AlreadyThere,

    /// <summary>Other bytes are there under this name; they stay.</summary>
    NameTaken,

    /// <summary>It has more than <see cref="DatasetFileFormat.MaximumBytes"/>.</summary>
    TooLarge,

    /// <summary>Its SHA-256 is another one than was said.</summary>
    OtherSum,

    /// <summary>It is of no format that workers read.</summary>
    UnknownFormat,
}
