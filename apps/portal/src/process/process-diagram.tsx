import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../language/use-messages.js';
import { IconButton } from '../ui/button.js';
import { Banner } from '../ui/feedback.js';
import './process-diagram.css';
import { processMessages } from './process.messages.js';

/** How an element stands out, by the class that the style sheet knows. */
export type ElementMark = 'active' | 'done' | 'fault' | 'warning' | 'added' | 'changed';

interface ProcessDiagramProps {
  label: string;
  xml: string;
  marks: readonly { elementId: string; mark: ElementMark }[];
}

interface Canvas {
  /** Sets the level, or tells it. */
  zoom: (level?: 'fit-viewport' | number, centre?: 'auto') => number;
  addMarker: (elementId: string, marker: string) => void;
}

/**
 * A process as it was drawn, to look at. What it says is said in words beside it as well: the picture is for those who see it.
 * bpmn-js' licence wants the bpmn.io mark to stay visible.
 */
export function ProcessDiagram({ label, xml, marks }: ProcessDiagramProps) {
  const m = useMessages(processMessages);
  const place = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<Canvas>();
  const [isUndrawable, setUndrawable] = useState(false);
  useEffect(() => {
    if (!place.current) return undefined;
    const viewer = new NavigatedViewer({ container: place.current });
    let isGone = false;
    setUndrawable(false);
    viewer.importXML(xml).then(
      () => {
        if (isGone) return;
        const drawn = viewer.get<Canvas>('canvas');
        const known = viewer.get<{ get: (id: string) => unknown }>('elementRegistry');
        for (const { elementId, mark } of marks) if (known.get(elementId)) drawn.addMarker(elementId, `is-${mark}`);
        drawn.zoom('fit-viewport', 'auto');
        setCanvas(drawn);
      },
      () => !isGone && setUndrawable(true),
    );
    return () => {
      isGone = true;
      viewer.destroy();
    };
  }, [xml, marks]);
  return (
    <div className="process-diagram">
      {isUndrawable && <Banner tone="warning" title={m.undrawable} />}
      <div ref={place} className="process-canvas" role="group" aria-label={label} hidden={isUndrawable} />
      {canvas && !isUndrawable && (
        <div className="process-zoom row">
          <IconButton label={m.zoomIn} onPress={() => canvas.zoom(canvas.zoom() * 1.25)}>
            <ZoomIn aria-hidden="true" />
          </IconButton>
          <IconButton label={m.zoomOut} onPress={() => canvas.zoom(canvas.zoom() / 1.25)}>
            <ZoomOut aria-hidden="true" />
          </IconButton>
          <IconButton label={m.fit} onPress={() => canvas.zoom('fit-viewport', 'auto')}>
            <Maximize2 aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </div>
  );
}
