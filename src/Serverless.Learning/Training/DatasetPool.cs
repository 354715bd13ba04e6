using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Datasets on their devices, shared by all trainings of a process: each is read and stored once. Thread-safe.</summary>
/// <remarks>A dataset that no training uses stays in memory until another one is requested.</remarks>
public sealed class DatasetPool : IDisposable
{
    readonly Lock _gate = new();
    readonly Dictionary<string, Entry> _entries = [];

    /// <value>The number of datasets on devices at present.</value>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Takes a dataset, which the caller has to return. Reads it at the first request, while others wait.</summary>
    /// <exception cref="ArgumentException">The dataset is unknown, or has fewer images than requested.</exception>
    /// <exception cref="DatasetException">The dataset's files are missing or damaged.</exception>
    internal ResidentDataset Take(DatasetSpecification specification, string? folder, Device device)
    {
        var key = $"{TrainingDevice.NameOf(device)} {folder} {JsonSerializer.Serialize(specification, CoreJson.Default.DatasetSpecification)}";
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                // Drop unused datasets before the next one is read: both may not fit.
                DropUnused();
                entry = new Entry(ResidentDataset.Load(specification, folder, device));
                _entries.Add(key, entry);
            }

            entry.Users++;
            return entry.Dataset;
        }
    }

    /// <summary>Returns a dataset to the pool.</summary>
    internal void Return(ResidentDataset dataset)
    {
        lock (_gate)
        {
            _entries.Values.Single(entry => entry.Dataset == dataset).Users--;
        }
    }

    /// <summary>Releases the datasets that no training uses.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            DropUnused();
        }
    }

    void DropUnused()
    {
        foreach (var (key, entry) in _entries.Where(pair => pair.Value.Users == 0).ToList())
        {
            entry.Dataset.Dispose();
            _entries.Remove(key);
        }
    }

    sealed class Entry(ResidentDataset dataset)
    {
        public ResidentDataset Dataset { get; } = dataset;

        public int Users { get; set; }
    }
}
