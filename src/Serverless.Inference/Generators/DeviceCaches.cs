using Serverless.Core.Generators;

namespace Serverless.Inference.Generators;

/// <summary>Caches predictions for architectures on each of the devices that were used last. Safe to share between threads.</summary>
sealed class DeviceCaches
{
    const int Most = 4;

    readonly Lock _gate = new();

    // The device used last comes first.
    readonly List<(DeviceEmbedding Device, PredictionCache Known)> _devices = [];

    public PredictionCache Of(DeviceEmbedding device)
    {
        ArgumentNullException.ThrowIfNull(device);
        lock (_gate)
        {
            var place = _devices.FindIndex(known => IsSame(known.Device, device));
            var found = place >= 0 ? _devices[place] : (device, new PredictionCache());
            if (place >= 0)
            {
                _devices.RemoveAt(place);
            }

            _devices.Insert(0, found);
            if (_devices.Count > Most)
            {
                _devices.RemoveAt(Most);
            }

            return found.Item2;
        }
    }

    static bool IsSame(DeviceEmbedding one, DeviceEmbedding other) =>
        one.Least.Equals(other.Least) && one.Greatest.Equals(other.Greatest) && one.Coordinates.SequenceEqual(other.Coordinates);
}
