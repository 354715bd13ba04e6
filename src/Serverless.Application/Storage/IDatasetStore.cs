using Serverless.Core.Datasets;

namespace Serverless.Application.Storage;

/// <summary>Stores files of datasets in the container <c>datasets</c>. They never change, so training data stays the same.</summary>
public interface IDatasetStore
{
    /// <summary>Writes a file that does not exist yet, completely or not at all.</summary>
    /// <param name="name">A name that <see cref="DatasetFile.IsPlace"/> allows.</param>
    /// <param name="content">The content, which is read once, some MiB at a time.</param>
    /// <param name="sha256">The expected SHA-256, 64 lower-case hexadecimal digits; null: any.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="StorageException">Storage did not answer, or refused.</exception>
    Task<DatasetAddition> TryAddAsync(string name, Stream content, string? sha256, CancellationToken cancellation);
}

/// <summary>The result of adding a file.</summary>
/// <param name="Outcome">The kind of result.</param>
/// <param name="Sha256">The SHA-256 of the bytes that were read: all of them, unless the file is too large.</param>
public sealed record DatasetAddition(DatasetAdditionOutcome Outcome, string Sha256);

/// <summary>The possible results of adding a file.</summary>
public enum DatasetAdditionOutcome
{
    /// <summary>The file was added.</summary>
    Added,

    /// <summary>The same bytes were stored already.</summary>
    AlreadyThere,

    /// <summary>Other bytes are stored under this name; they stay.</summary>
    NameTaken,

    /// <summary>The file has more than <see cref="DatasetFileFormat.MaximumBytes"/> bytes.</summary>
    TooLarge,

    /// <summary>The file does not have the expected SHA-256.</summary>
    OtherSum,

    /// <summary>The file does not have a format that workers read.</summary>
    UnknownFormat,
}
