using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Datasets on their devices, shared by all trainings of a process: each is read and kept once. Safe to use from many threads.</summary>
/// <remarks>One that no training uses stays until another one is asked for.</remarks>
public sealed class DatasetPool : IDisposable
{
    readonly Lock _gate = new();
    readonly Dictionary<string, Entry> _entries = [];

    /// <value>Datasets on devices now.</value>
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

    /// <summary>Takes a dataset, to be given back; reads it if nobody has yet, while others wait.</summary>
    /// <exception cref="ArgumentException">No such dataset, or it has fewer images than asked for.</exception>
    /// <exception cref="DatasetException">Its files are not there, or damaged.</exception>
    internal ResidentDataset Take(DatasetSpecification specification, string? folder, Device device)
    {
        var key = $"{TrainingDevice.NameOf(device)} {folder} {JsonSerializer.Serialize(specification, CoreJson.Default.DatasetSpecification)}";
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                // Before the next one is read: both may not fit.
                DropUnused();
                entry = new Entry(ResidentDataset.Load(specification, folder, device));
                _entries.Add(key, entry);
            }

            entry.Users++;
            return entry.Dataset;
        }
    }

    /// <summary>Gives a dataset back.</summary>
    internal void Return(ResidentDataset dataset)
    {
        lock (_gate)
        {
            _entries.Values.Single(entry => entry.Dataset == dataset).Users--;
        }
    }

    /// <summary>Releases what no training uses.</summary>
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
