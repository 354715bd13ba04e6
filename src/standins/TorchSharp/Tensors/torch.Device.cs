using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU, -1);

    public static readonly Device META = new(DeviceType.META, -1);

    static Device _defaultDevice = CPU;

    /// <summary>The current CUDA device.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Device CUDA => InitializeDevice(new Device(DeviceType.CUDA, -1));

    public static Device device(string description) => InitializeDevice(new Device(description));

    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(int index) => new(DeviceType.CUDA, index);

    public static Device get_default_device() => _defaultDevice;

    public static void set_default_device(Device device) => _defaultDevice = InitializeDevice(device);

    /// <summary>Checks that the device is there; null stands for the default one.</summary>
    /// <exception cref="InvalidOperationException">A CUDA device is asked for and there is none.</exception>
    public static Device InitializeDevice(Device? device)
    {
        device ??= _defaultDevice;
        InitializeDeviceType(device.type);
        return device;
    }

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
        }
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CPU or DeviceType.META => true,
        DeviceType.CUDA => cuda.is_available(),
        _ => false,
    };

    /// <summary>Where a tensor lives: a device type and, where there are several, an index (-1: the current one).</summary>
    public class Device
    {
        /// <summary>Reads "cpu", "cuda" or "cuda:1".</summary>
        /// <exception cref="ArgumentException">The type is unknown.</exception>
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            var colon = description.IndexOf(':', StringComparison.Ordinal);
            type = Parse(colon < 0 ? description : description[..colon]);
            index = colon < 0 ? -1 : int.Parse(description.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        }

        public Device(string deviceType, int index = -1)
        {
            type = Parse(deviceType);
            this.index = index;
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        public DeviceType type { get; }

        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return type == DeviceType.CPU || index == -1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{index}");
        }

        static DeviceType Parse(string name) => Enum.Parse<DeviceType>(name, ignoreCase: true);
    }
}
